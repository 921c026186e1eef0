import { exactRepeats } from '../dedupe/repeats.ts';
import type { CountedName } from '../privacy/opted-out.ts';
import { columnLayout } from '../records/column-layout.ts';
import { LineBlocks } from '../records/line-blocks.ts';
import type { RowSettings } from '../records/parse-job-row.ts';
import type { RowCounts } from '../records/row-counts.ts';
import { type RejectedRow, RunReader } from '../records/run-reader.ts';
import type { ClusterStore } from '../rollups/cluster-store.ts';
import { CountingUnit } from '../rollups/counting-unit.ts';
import { countableWithin } from '../rollups/cursor.ts';
import { askSacct, type Sacct } from '../sacct/ask-sacct.ts';
import type { Column } from '../sacct/columns.ts';
import type { Interval } from '../sacct/sacct-args.ts';
import { SacctFailure } from '../sacct/sacct-failure.ts';

/** What a slice is asked of and counted against. */
export type PullParts = {
  readonly sacct: Sacct;
  readonly columns: readonly Column[];
  readonly steps: boolean;
  readonly rowSettings: RowSettings;
  readonly failureStates: ReadonlySet<string>;
  readonly countedName: CountedName;
  /** Awaited before the slice may be committed. */
  readonly beforeCommit?: () => Promise<void>;
  readonly store: Pick<ClusterStore, 'cursor' | 'filterOf'>;
  readonly onReject: (row: RejectedRow) => void;
  /** Whose runs are asked for; everybody's when not given. */
  readonly users?: readonly string[];
  /** Told of each run whose it is; false: it is not to be counted. */
  readonly isWanted?: (user: string) => boolean;
};

/** One answer of sacct, counted but not yet committed. */
export type PulledSlice = { readonly unit: CountingUnit; readonly rows: RowCounts; readonly bytes: number };

/**
 * Asks sacct for the runs that ended within an interval and counts them while they arrive. Throws SacctFailure,
 * DamagedMonthError, or the signal's reason; then nothing of the slice is kept.
 */
export async function pullSlice(parts: PullParts, within: Interval, signal?: AbortSignal): Promise<PulledSlice> {
  const unit = new CountingUnit({
    filterOf: (month) => parts.store.filterOf(month),
    filtersFrom: parts.store.cursor.kept_from,
    countedUntil: parts.store.cursor.counted_until,
    within: countableWithin(within, parts.store.cursor),
    repeats: exactRepeats(),
    failureStates: parts.failureStates,
    countedName: parts.countedName,
    isWanted: parts.isWanted,
  });
  const reader = new RunReader({
    layout: columnLayout(parts.columns),
    settings: parts.rowSettings,
    onRuns: (batch, texts) => unit.add(batch, texts),
    onReject: parts.onReject,
  });
  const lines = new LineBlocks(reader);
  const question = { columns: parts.columns, interval: within, steps: parts.steps, users: parts.users };
  const bytes = await askSacct(parts.sacct, question, { onBytes: (chunk) => lines.push(chunk), signal });
  const rows = reader.end();
  refuseOtherColumns(rows, parts.columns, within);
  await parts.beforeCommit?.();
  return { unit, rows, bytes };
}

/** Rows none of which has the columns that were asked for are no answer: to leave them out would lose all their jobs. */
function refuseOtherColumns({ rows, reasons }: RowCounts, columns: readonly Column[], within: Interval): void {
  if (rows === 0 || reasons.column_count !== rows) return;
  const detail = `none of its ${rows} rows has the ${columns.length} columns that were asked for`;
  throw new SacctFailure('refused', detail, within);
}
