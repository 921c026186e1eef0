/** A run of a Slurm job as far as events are told apart by it; times in epoch milliseconds. */
export type KnownRun = {
  readonly id: string;
  /** Slurm's id of a run, from 26.05 on; null: not known. */
  readonly sluid: string | null;
  /** How often the job had been requeued; null: not known. */
  readonly restartCount: number | null;
  readonly startMs: number;
  /** Null: it is open. */
  readonly endMs: number | null;
};

/** When a job started or ended, and what tells its run. */
export type RunEvent = {
  readonly timeMs: number;
  readonly sluid: string | null;
  readonly restartCount: number | null;
};

/** Nodes may tell the start of one run so far apart from each other. */
const SAME_START_MS = 60_000;

/**
 * The run that a start belongs to, of the runs of its job; null: it begins a new one (OBS-116). Requeued runs keep the
 * job's id, and ids come again after MaxJobId.
 */
export function runOfStart(runs: readonly KnownRun[], event: RunEvent): KnownRun | null {
  const named = runOfSluid(runs, event);
  if (named !== null) return named;
  return newestFirst(candidates(runs, event)).find((run) => hasStarted(run, event)) ?? null;
}

/**
 * The run that an end belongs to: the newest whose start is not after it; null: none is known. What an end says of
 * restarts is passed over: the epilog of a run has the count of the next one (F8).
 */
export function runOfEnd(runs: readonly KnownRun[], event: RunEvent): KnownRun | null {
  const named = runOfSluid(runs, event);
  if (named !== null) return named;
  return newestFirst(candidates(runs, event)).find(({ startMs }) => startMs <= event.timeMs) ?? null;
}

/** The id of a job's next run: the first has the job's own. */
export function nextRunId(jobId: string, runs: number): string {
  return runs === 0 ? jobId : `${jobId}.r${runs}`;
}

function hasStarted(run: KnownRun, { timeMs, restartCount }: RunEvent): boolean {
  if (run.endMs === null) return (restartCount ?? 0) <= (run.restartCount ?? 0);
  if (timeMs <= run.endMs) return true;
  return restartCount === run.restartCount && Math.abs(timeMs - run.startMs) <= SAME_START_MS;
}

function runOfSluid(runs: readonly KnownRun[], { sluid }: RunEvent): KnownRun | null {
  return sluid === null ? null : (runs.find((run) => run.sluid === sluid) ?? null);
}

/** A run of another sluid is another run. */
function candidates(runs: readonly KnownRun[], { sluid }: RunEvent): readonly KnownRun[] {
  return sluid === null ? runs : runs.filter((run) => run.sluid === null);
}

function newestFirst(runs: readonly KnownRun[]): KnownRun[] {
  return runs.toSorted((a, b) => b.startMs - a.startMs);
}
