import type { Day, Month } from '../../domain/calendar.ts';
import { openJson } from '../../platform/checked-json.ts';
import type { CountedName } from '../privacy/opted-out.ts';
import {
  dailyRollupSchema,
  encodeDaily,
  encodeMonthly,
  monthlyRollupSchema,
  type RollupHead,
  totalsOf,
} from './rollup-files.ts';
import { addTo, splitKey, type Totals, totalsKey } from './totals.ts';

/** The bytes of a rollup under other names, or why it cannot be read. */
export type Renamed = { readonly ok: true; readonly bytes: Buffer } | { readonly ok: false; readonly detail: string };

/** A rollup of either kind with its users under other names; rows that become one are added up. */
export function renameUsers(bytes: Buffer, kind: 'monthly' | 'daily', nameOf: CountedName): Renamed {
  if (kind === 'monthly') {
    const read = openJson(bytes, monthlyRollupSchema);
    if (!read.ok) return read;
    return { ok: true, bytes: encodeMonthly(headOf(read.value), renamedTotals(totalsOf(read.value.rows), nameOf)) };
  }
  const read = openJson(bytes, dailyRollupSchema);
  if (!read.ok) return read;
  const days = Object.entries(read.value.days).map(
    ([day, rows]) => [day as Day, renamedTotals(totalsOf(rows), nameOf)] as const,
  );
  return { ok: true, bytes: encodeDaily(headOf(read.value), new Map(days)) };
}

/** Totals with their users under other names. */
export function renamedTotals(totals: Totals, nameOf: CountedName): Totals {
  const renamed: Totals = new Map();
  for (const [key, counters] of totals) {
    const { user, account } = splitKey(key);
    addTo(renamed, totalsKey(nameOf(user), account), counters);
  }
  return renamed;
}

/**
 * The users whom a rollup of either kind names, found in its text, so that one that is damaged in part tells them too: a
 * row begins with `["USER","ACCOUNT",` and a number, with blanks or without.
 */
export function usersIn(bytes: Buffer): Set<string> {
  const rows = bytes.toString('utf8').matchAll(ROW);
  return new Set([...rows].map(([, user = '""']) => unquoted(user)));
}

const ROW = /\[\s*("(?:[^"\\]|\\.)*")\s*,\s*"(?:[^"\\]|\\.)*"\s*,\s*-?\d/g;

/** Whether damaged bytes may name a user: the JSON text of the name is anywhere in them. */
export function mayName(bytes: Buffer, user: string): boolean {
  return bytes.includes(JSON.stringify(user));
}

function unquoted(text: string): string {
  try {
    return JSON.parse(text) as string;
  } catch {
    return text;
  }
}

function headOf({
  asof,
  cluster,
  month,
  settings,
}: Omit<RollupHead, 'month'> & { readonly month: string }): RollupHead {
  return { asof, cluster, month: month as Month, settings };
}
