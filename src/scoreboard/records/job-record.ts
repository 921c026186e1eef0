/** One ended run of a job, its steps folded in. Unknown is null, never 0. */
export type JobRecord = {
  /** `JobID|Submit`: ids come again after a requeue and after MaxJobId, the pair does not (spec D1). */
  readonly identity: string;
  readonly user: string;
  /** Empty where accounting has none or the column was not asked for. */
  readonly account: string;
  readonly state: string;
  /** Epoch seconds of the end; its UTC day is the day the run belongs to, whole. */
  readonly end: number;
  readonly started: boolean;
  readonly elapsedSeconds: number;
  readonly cpus: number;
  readonly nodes: number;
  readonly gpus: number;
  readonly waitSeconds: number | null;
  readonly reqMemBytes: number | null;
  /** Greatest MaxRSS, and AveRSS, over the rows of the run. */
  readonly maxMemBytes: number | null;
  readonly avgMemBytes: number | null;
  /** Greatest memory summed over the tasks of one step, for efficiency. */
  readonly usedMemBytes: number | null;
  readonly allocMemBytes: number | null;
  readonly cpuUsedSeconds: number | null;
};
