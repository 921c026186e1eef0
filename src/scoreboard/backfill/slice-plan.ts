import type { ClusterStore } from '../rollups/cluster-store.ts';
import type { Cursor } from '../rollups/cursor.ts';
import type { Task } from './next-task.ts';

/** Which slices are owed, and where what they bring is counted. */
export type SlicePlan = {
  readonly store: ClusterStore;
  /** The next slice; null when nothing is owed. */
  readonly next: () => Task | null;
  /** What the store's cursor says once a slice was read; `askedAt` is when sacct was asked, in epoch seconds. */
  readonly advance: (task: Task, askedAt: number) => Partial<Cursor>;
  /** Told after a slice was committed. */
  readonly done: (task: Task) => void;
};
