import { type MonthOwner, ofAnother } from '../rollups/of-another.ts';
import { dailyRollupSchema, monthlyRollupSchema } from '../rollups/rollup-files.ts';
import { openCheckedRows } from './checked-rows.ts';
import type { KeyTable } from './key-table.ts';
import { endOfNames } from './scan-rows.ts';

const [NEWLINE, QUOTE, COLON, OPEN] = [10, 34, 58, 91] as const;
/** From the first quote of `"2026-08-03":` to the last one. */
const DAY_CHARS = 11;

/**
 * The keys of users in their accounts whom a whole rollup of a place names, read from its bytes as our own writer lays
 * them out: every quote in it is of a row that begins a line or of a day's label, so no name is passed over. Numbers are
 * skipped. Null for any other file.
 */
export function scanNames(
  bytes: Buffer,
  { kind, ...place }: MonthOwner & { readonly kind: 'monthly' | 'daily' },
  keys: KeyTable,
): Set<number> | null {
  const isMonthly = kind === 'monthly';
  const body = isMonthly
    ? openCheckedRows(bytes, '"rows":[', monthlyRollupSchema)
    : openCheckedRows(bytes, '"days":{', dailyRollupSchema);
  if (body === null || ofAnother(body.head, place) !== null) return null;
  const found = new Set<number>();
  for (let quote = bytes.indexOf(QUOTE, body.start); quote < body.end; ) {
    const end = bytes[quote - 1] === OPEN ? endOfNames(bytes, quote + 1) : endOfDay(bytes, quote);
    const isRow = bytes[quote - 1] === OPEN && bytes[quote - 2] === NEWLINE;
    if (end < 0 || !(isRow || (bytes[quote - 1] === NEWLINE && !isMonthly))) return null;
    if (isRow) found.add(keys.numberOf(bytes, quote + 1, end));
    quote = bytes.indexOf(QUOTE, end + 1);
  }
  return found;
}

/** The last quote of a day's label, -1 when it is none. */
function endOfDay(bytes: Buffer, quote: number): number {
  const end = quote + DAY_CHARS;
  return bytes.indexOf(QUOTE, quote + 1) === end && bytes[end + 1] === COLON ? end : -1;
}
