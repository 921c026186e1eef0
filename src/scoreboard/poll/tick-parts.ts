import type { CallBudget } from '../../platform/call-budget.ts';
import type { Clock } from '../../platform/clock.ts';
import type { EventLog } from '../../platform/json-log.ts';
import type { Task, TaskSettings } from '../backfill/next-task.ts';
import type { ClusterStore } from '../rollups/cluster-store.ts';
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

/** What a tick works with. */
export type TickParts = {
  readonly clock: Clock;
  readonly log: EventLog;
  readonly store: ClusterStore;
  readonly budget: CallBudget;
  readonly pull: PullParts;
  /** Limit of sacct's memory in MiB where even the least slice is too much; `pull.sacct` has the usual one. */
  readonly memoryCeilingMib: number;
  readonly tasks: TaskSettings;
  readonly span: SpanLimits;
  readonly limits: TickLimits;
  readonly onSlice: (task: Task, report: TickReport) => void;
};
