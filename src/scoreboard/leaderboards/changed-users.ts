import type { Month } from '../../domain/calendar.ts';
import { checksumOf } from '../../platform/checked-json.ts';
import type { ClusterLayout } from '../rollups/root-layout.ts';
import type { CounterRows } from './counter-rows.ts';
import type { Derived } from './derived-file.ts';
import { type MonthsByUser, monthsByUser } from './months-by-user.ts';

/** Whose rows are others than last time, and the digests of the newest months' rows as they are now. */
export type ChangedUsers = { readonly touched: ReadonlySet<string>; readonly users: Derived['users'] };

/** The rows of this many newest months are remembered by digests: a usual tick changes only these. */
const DIGEST_MONTHS = 2;
/** Hex digits of a digest that are kept. */
const DIGEST_CHARS = 16;

/**
 * Says whose rows in changed months are others than last time, from these months alone; null where that cannot be told.
 * `checksums` are those of the month rollups now.
 */
export async function changedUsers(
  layout: ClusterLayout,
  before: Pick<Derived, 'months' | 'users'>,
  checksums: Derived['months'],
): Promise<ChangedUsers | null> {
  const months = [...new Set([...Object.keys(before.months), ...Object.keys(checksums)])].sort();
  const changed = months.filter((month) => before.months[month] !== checksums[month]) as Month[];
  const made = rowDigests(await monthsByUser(layout, { months: changed }));
  const touched = new Set<string>();
  for (const month of changed) {
    const then = before.months[month] === undefined ? {} : before.users[month];
    const now = made[month];
    if (then === undefined || now === undefined) return null;
    for (const user of new Set([...Object.keys(then), ...Object.keys(now)])) {
      if (then[user] === undefined || then[user] !== now[user]) touched.add(user);
    }
  }
  const users: Derived['users'] = {};
  for (const month of Object.keys(checksums).sort().slice(-DIGEST_MONTHS)) {
    const rows = made[month] ?? before.users[month];
    if (rows === undefined) return null;
    users[month] = rows;
  }
  return { touched, users };
}

/** A digest of each user's row, of the newest of these months. */
export function rowDigests({ months }: Pick<MonthsByUser, 'months'>): Derived['users'] {
  const ofUsers = (rows: ReadonlyMap<string, CounterRows>): Record<string, string> =>
    Object.fromEntries(
      [...rows].map(([user, row]) => [user, checksumOf(row.join()).slice('sha256:'.length).slice(0, DIGEST_CHARS)]),
    );
  return Object.fromEntries([...months].slice(-DIGEST_MONTHS).map(([month, rows]) => [month, ofUsers(rows)]));
}
