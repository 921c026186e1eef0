import type { Month } from '../../domain/calendar.ts';
import type { CallBudget } from '../../platform/call-budget.ts';
import type { Clock } from '../../platform/clock.ts';
import type { EventLog } from '../../platform/json-log.ts';
import type { Task, TaskSettings } from '../backfill/next-task.ts';
import type { ClusterStore } from '../rollups/cluster-store.ts';
import type { JobCounts } from '../rollups/counting-unit.ts';
import type { Cursor } from '../rollups/cursor.ts';
import type { ClusterLayout, ScratchKind } from '../rollups/root-layout.ts';
import type { SpanLimits } from '../sacct/slice-span.ts';
import type { PullParts } from './pull-slice.ts';
import type { TickReport } from './tick-report.ts';

/** What bounds a tick beside the rate. */
export type TickLimits = {
  /** 0: no limit. */
  readonly maxCalls: number;
  /** Epoch milliseconds after which no call is begun. */
  readonly deadlineMs: number;
  /** Whether to wait out a back-off or a day's bytes instead of leaving them to a later tick. */
  readonly patient: boolean;
  /** Whether one committed slice is enough. */
  readonly once: boolean;
  /** Pause after each call, beside the rate. */
  readonly pauseMs: number;
};

/** What slices are read with. */
export type SliceParts = {
  readonly clock: Clock;
  readonly log: EventLog;
  readonly budget: CallBudget;
  readonly pull: Omit<PullParts, 'store'>;
  /** Limit of sacct's memory in MiB where even the least slice is too much; `pull.sacct` has the usual one. */
  readonly memoryCeilingMib: number;
  readonly span: SpanLimits;
  readonly limits: TickLimits;
  /** Told after each slice, with the cursor of the store that it was counted into. */
  readonly onSlice: (task: Task, report: TickReport, cursor: Cursor) => void;
  /** Told what became of a slice's jobs, before `onSlice`. */
  readonly onCounted?: (jobs: JobCounts) => void;
};

/** What a tick works with. */
export type TickParts = SliceParts & {
  readonly store: ClusterStore;
  readonly layout: ClusterLayout;
  readonly cluster: string;
  readonly tasks: TaskSettings;
  /** Opens the store in which a month is made anew, made when it is not there yet; it begins at `since`. */
  readonly openScratch: (kind: ScratchKind, month: Month, since: number) => Promise<ClusterStore>;
};
