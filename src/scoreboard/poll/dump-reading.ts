import type { FileRows } from '../records/block-reader.ts';
import type { RowCounts } from '../records/row-counts.ts';
import type { RejectedRow } from '../records/run-reader.ts';
import type { CountingRules } from '../rollups/counted-beside.ts';
import type { CountingUnit } from '../rollups/counting-unit.ts';
import type { ExpectedRuns } from './expected-runs.ts';

/** How a dump is read, and who counts it. */
export type DumpReading = {
  readonly rowSettings: FileRows['settings'];
  /** IANA zone of times that are not epoch seconds. */
  readonly timeZone: string;
  readonly onReject: (row: RejectedRow) => void;
  /** Makes the unit, once it can be told how many runs are about to come. */
  readonly unitFor: (expected: ExpectedRuns) => CountingUnit;
  /** What other threads may count themselves. */
  readonly beside: CountingRules;
  /** How much of the file was read so far, 0 to 1. */
  readonly onProgress: (fraction: number) => void;
  readonly signal: AbortSignal;
};

/** What was found in a dump: counted, but not yet committed. */
export type IngestedDump = { readonly unit: CountingUnit; readonly rows: RowCounts };
