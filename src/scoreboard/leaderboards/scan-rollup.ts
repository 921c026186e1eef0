import type { Day } from '../../domain/calendar.ts';
import { foreignDay, type MonthOwner, ofAnother } from '../rollups/of-another.ts';
import { dailyRollupSchema, monthlyRollupSchema } from '../rollups/rollup-files.ts';
import { openCheckedRows } from './checked-rows.ts';
import type { RowBlock } from './row-buffer.ts';
import { type RowScan, scanRows } from './scan-rows.ts';

/**
 * The rows of the month file of a place that our own writer made; null: a RollupReader is to read it, and to say what is
 * wrong.
 */
export function scanMonthly(bytes: Buffer, place: MonthOwner, scan: RowScan): RowBlock | null {
  const body = openCheckedRows(bytes, '"rows":[', monthlyRollupSchema);
  if (body === null || ofAnother(body.head, place) !== null) return null;
  scan.buffer.clear();
  const end = scanRows(bytes, body.start, scan);
  return end + 1 === body.end ? { buffer: scan.buffer, from: 0, to: scan.buffer.count } : null;
}

/** The rows of each day of a file of days that our own writer made; null as for {@link scanMonthly}. */
export function scanDaily(bytes: Buffer, place: MonthOwner, scan: RowScan): Map<Day, RowBlock> | null {
  const { buffer } = scan;
  buffer.clear();
  const days = new Map<Day, RowBlock>();
  let from = 0;
  const isWhole = scanDays(bytes, place, scan, (day) => {
    days.set(day, { buffer, from, to: buffer.count });
    from = buffer.count;
  });
  return isWhole ? days : null;
}

/**
 * Scans a file of days; `onDay` is called when a day's rows are in the buffer. False as {@link scanMonthly} tells null,
 * also when days were told already.
 */
function scanDays(bytes: Buffer, place: MonthOwner, scan: RowScan, onDay: (day: Day) => void): boolean {
  const body = openCheckedRows(bytes, '"days":{', dailyRollupSchema);
  if (body === null || ofAnother(body.head, place) !== null) return false;
  let at = body.start;
  while (at < body.end - 1) {
    const label = DAY_LABEL.exec(bytes.toString('latin1', at, at + DAY_LABEL_BYTES));
    if (label === null || foreignDay([label[1]!], place.month) !== null) return false;
    at = scanRows(bytes, at + label[0].length, scan) + 1;
    if (at === 0) return false;
    onDay(label[1] as Day);
  }
  return at === body.end - 1;
}

/** What stands before a day's rows, after the first day with a comma. */
const DAY_LABEL = /^,?\n"(\d{4}-\d{2}-\d{2})":\[/;
const DAY_LABEL_BYTES = 16;
