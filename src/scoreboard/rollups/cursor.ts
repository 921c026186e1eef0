import { z } from 'zod';
import { addMonths, type Month, monthOf, monthStart } from '../../domain/calendar.ts';
import { sealJson } from '../../platform/checked-json.ts';
import { type Upgrade, withUpgrades } from '../../platform/file-versions.ts';
import type { Interval } from '../sacct/sacct-args.ts';

/** Before the year 5138, as the times of jobs. */
const epoch = z.int().nonnegative().max(1e11);

/** Version 2 knows `kept_from`; of a cluster of version 1 nothing was ever removed. */
const keptFromUnset: Upgrade = (cursor) => ({ ...cursor, schema_version: 2, kept_from: null });

/**
 * `state/poll_cursor.json`: how far one cluster has been read; all times are epoch seconds. It is the numbered file
 * of every commit and so advances only with the data (spec T1).
 */
export const cursorSchema = withUpgrades(
  z.object({
    schema_version: z.literal(2),
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
    kept_from: z
      .string()
      .regex(/^\d{4}-\d{2}$/)
      .nullable()
      .describe('days and filters of the months before were removed, so nothing is counted there; null: none were'),
  }),
  [keptFromUnset],
);

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
    schema_version: 2,
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
    kept_from: null,
  };
}

/** Epoch seconds from which on runs can be counted: their filters, at least, were never removed. */
export function countableFrom({ kept_from }: Pick<Cursor, 'kept_from'>): number {
  return kept_from === null ? 0 : monthStart(kept_from as Month);
}

/** Whether a month's days and filter were removed because of their age: it is its month file alone, for ever. */
export function isRemoved({ kept_from }: Pick<Cursor, 'kept_from'>, month: Month): boolean {
  return kept_from !== null && month < kept_from;
}

/** What of a time can be counted: runs whose filters were removed would be counted twice. Null: all time. */
export function countableWithin(within: Interval | null, cursor: Pick<Cursor, 'kept_from'>): Interval | null {
  if (cursor.kept_from === null) return within;
  const since = Math.max(within?.since ?? 0, countableFrom(cursor));
  return { since, until: within?.until ?? Number.POSITIVE_INFINITY };
}

/** The bytes of a cursor's file; `last_complete_month` is worked out. */
export function encodeCursor(cursor: Cursor): Buffer {
  return sealJson(JSON.stringify({ ...cursor, last_complete_month: lastCompleteMonth(cursor) }));
}

function lastCompleteMonth(cursor: Cursor): Month | null {
  const month = addMonths(monthOf(cursor.covered_until), -1);
  return month >= monthOf(cursor.backfill_start) ? month : null;
}
