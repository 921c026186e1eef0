import { z } from 'zod';
import { addMonths, type Month, monthOf } from '../../domain/calendar.ts';
import { sealJson } from '../../platform/checked-json.ts';

/** Before the year 5138, as the times of jobs. */
const epoch = z.int().nonnegative().max(1e11);

/**
 * `state/poll_cursor.json`: how far one cluster has been read; all times are epoch seconds. It is the numbered file
 * of every commit and so advances only with the data (spec T1).
 */
export const cursorSchema = z.object({
  schema_version: z.literal(1),
  kind: z.literal('cursor'),
  cluster: z.string(),
  commit: z.int().nonnegative().describe('number of the commit that wrote this'),
  asof: z.iso.datetime(),
  backfill_start: epoch.describe('everything that ended from here on was asked for …'),
  covered_until: epoch.describe('… to here'),
  settled_until: epoch.describe('… and to here at least the overlap after it ended; the next tick starts here'),
  counted_until: epoch.describe('greatest End counted, plus 1: a run that ended later cannot have been counted'),
  last_complete_month: z.string().nullable(),
  late_sweep: z
    .object({ day: z.string(), next: epoch, until: epoch })
    .nullable()
    .describe('the daily second look: its UTC day, and what is left of it'),
  looked_day: z.string().nullable().default(null).describe('UTC day on which all months were last looked at'),
  span_seconds: z.int().positive().describe('length of the next slice'),
  saw_rows: z.boolean().describe('whether any call ever brought a row'),
});

export type Cursor = z.infer<typeof cursorSchema>;

/** Where the history of a cluster begins that no setting says otherwise of: 2000-01-01 UTC. */
export const DEFAULT_BACKFILL_START = 946_684_800;

/** Where a cluster begins of which nothing was read yet; `sawRows`: its first slice is not only looked into. */
export type CursorStart = {
  readonly backfillStart: number;
  readonly spanSeconds: number;
  readonly sawRows?: boolean;
};

/** The cursor of a cluster of which nothing was read yet. */
export function firstCursor(cluster: string, { backfillStart, spanSeconds, sawRows = false }: CursorStart): Cursor {
  return {
    schema_version: 1,
    kind: 'cursor',
    cluster,
    commit: 0,
    asof: '1970-01-01T00:00:00Z',
    backfill_start: backfillStart,
    covered_until: backfillStart,
    settled_until: backfillStart,
    counted_until: 0,
    last_complete_month: null,
    late_sweep: null,
    looked_day: null,
    span_seconds: spanSeconds,
    saw_rows: sawRows,
  };
}

/** The bytes of a cursor's file; `last_complete_month` is worked out. */
export function encodeCursor(cursor: Cursor): Buffer {
  return sealJson(JSON.stringify({ ...cursor, last_complete_month: lastCompleteMonth(cursor) }));
}

function lastCompleteMonth(cursor: Cursor): Month | null {
  const month = addMonths(monthOf(cursor.covered_until), -1);
  return month >= monthOf(cursor.backfill_start) ? month : null;
}
