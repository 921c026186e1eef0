/** A time column: epoch seconds, or the word that stands for "never" or "not yet". */
export type RowTime = number | 'None' | 'Unknown';

/** What a job or a step was given, as AllocTRES tells it; null: nothing. */
export type AllocatedTres = {
  /** Only jobs and extern steps show what is billed. */
  readonly billed: boolean;
  readonly cpus: number;
  readonly nodes: number;
  readonly gpus: number;
  readonly memMib: number;
};

/** A row of sacct before it is printed: a job's, or a step's (with what only jobs have empty or null). */
export type AccountingRow = {
  readonly jobId: string;
  readonly jobIdRaw: string;
  readonly jobName: string;
  readonly user: string;
  readonly account: string;
  readonly partition: string;
  readonly qos: string;
  readonly state: string;
  readonly exitCode: string;
  readonly elapsedSeconds: number;
  readonly suspendedSeconds: number;
  readonly nodes: number;
  readonly alloc: AllocatedTres | null;
  readonly reqMemMib: number | null;
  readonly limitMinutes: number | null;
  readonly submitAt: number;
  readonly eligibleAt: RowTime;
  readonly startAt: RowTime;
  readonly endAt: RowTime;
  readonly cpuMs: number;
  /** Memory of all tasks of a step together, and how many tasks these are; null: unknown, and on jobs. */
  readonly memKib: number | null;
  readonly tasks: number;
};
