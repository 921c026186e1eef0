import { addMonths, monthStart } from '../../domain/calendar.ts';
import { openJson, readCheckedJson } from '../../platform/checked-json.ts';
import { type Clock, nowSeconds } from '../../platform/clock.ts';
import { EXIT } from '../../platform/exit-codes.ts';
import { KnownError } from '../../platform/known-error.ts';
import { quarantine } from '../../platform/quarantine.ts';
import { readIfThereSync } from '../../platform/read-if-there-sync.ts';
import { type Cursor, type CursorStart, cursorSchema, firstCursor } from './cursor.ts';
import { keptFromByFiles } from './kept-months.ts';
import { rollupReader } from './rollup-reader.ts';
import type { ClusterLayout } from './root-layout.ts';

/** Whose cursor is read, and where a cluster begins that has none yet. */
export type CursorPlace = {
  readonly layout: ClusterLayout;
  readonly cluster: string;
  readonly clock: Clock;
  readonly start: CursorStart;
};

/**
 * A cluster's cursor. One that is damaged or another cluster's is set aside, and begins again from what the files of the
 * months say. Throws KnownError for one of a newer version.
 */
export async function readCursor({ layout, cluster, start, clock }: CursorPlace): Promise<Cursor> {
  const read = await readCheckedJson(layout.cursor, cursorSchema);
  if (read.ok && read.value.cluster === cluster) return read.value;
  if (!read.ok && read.fault === 'newer') throw newerCursor(layout, read.detail);
  if (read.ok || read.fault !== 'missing') await quarantine(layout.cursor, clock.nowMs());
  const first = firstCursor(cluster, start);
  const months = await rollupReader(layout).months();
  const [oldest, newest] = [months[0], months.at(-1)];
  if (oldest === undefined || newest === undefined) return first;
  // The cursor is lost but not the data: everything from its first month on is asked for again, and every run is asked of
  // the filters. The commit's number is taken from the clock, which no earlier count of commits reaches.
  const begin = Math.max(first.backfill_start, monthStart(oldest));
  return {
    ...first,
    backfill_start: begin,
    covered_until: begin,
    settled_until: begin,
    commit: nowSeconds(clock),
    counted_until: monthStart(addMonths(newest, 1)),
    kept_from: await keptFromByFiles(layout),
  };
}

/** What the cursor's file says of commits; `no cursor`: it is not there. Throws KnownError for one of a newer version. */
export function commitOfCursor(layout: ClusterLayout): number | null | 'no cursor' {
  const bytes = readIfThereSync(layout.cursor);
  if (bytes === null) return 'no cursor';
  const read = openJson(bytes, cursorSchema);
  if (!read.ok && read.fault === 'newer') throw newerCursor(layout, read.detail);
  return read.ok ? read.value.commit : null;
}

/** A later version may have committed meanwhile: its cursor is not lost, and nothing is to be put in its place. */
function newerCursor({ cursor }: ClusterLayout, detail: string): KnownError {
  return new KnownError(`${cursor}: ${detail}`, EXIT.badRoot);
}
