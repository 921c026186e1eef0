import type { ClusterTaste } from './cluster-taste.ts';
import type { ClusterUser } from './cluster-users.ts';
import type { JobRun } from './job-run.ts';
import type { RandomStream } from './random-stream.ts';

/**
 * The runs that one submission made, all of which end on one UTC day: one run, an array cancelled before it was split,
 * the tasks of an array (in the order of their task numbers), the components of a het job, or a requeued run and the
 * one after it.
 */
export type JobFamily = {
  readonly kind: 'single' | 'unsplit' | 'array' | 'het' | 'requeued';
  readonly submitAt: number;
  readonly runs: readonly JobRun[];
};

/** What a family is drawn from; `dayStart` is the first second of the UTC day its runs end on. */
export type FamilySource = {
  readonly random: RandomStream;
  readonly taste: ClusterTaste;
  readonly user: ClusterUser;
  readonly dayStart: number;
};
