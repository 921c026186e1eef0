import { parseUserName, type UserName } from '../../domain/user-name.ts';
import { isThere } from '../../platform/is-there.ts';
import { rollupReader } from '../rollups/rollup-reader.ts';
import type { ClusterLayout } from '../rollups/root-layout.ts';
import { splitKey } from '../rollups/totals.ts';

/** True for a user that has a file of their own, which is made of the rollups at the end of each tick. */
export async function hasUserFile(layout: ClusterLayout, name: string): Promise<boolean> {
  const user = parseUserName(name);
  return user !== null && (await isThere(layout.user(user)));
}

/**
 * Those of the names that are in no rollup. User files are asked first; a tick that has just counted somebody has not
 * made theirs yet, so the months are read for the others.
 */
export async function withoutHistory(layout: ClusterLayout, names: readonly string[]): Promise<string[]> {
  const left = new Map<UserName, string[]>();
  for (const name of names) {
    const user = parseUserName(name);
    if (user !== null && !(await hasUserFile(layout, name))) left.set(user, [...(left.get(user) ?? []), name]);
  }
  const reader = rollupReader(layout);
  for (const month of left.size === 0 ? [] : await reader.months()) {
    const read = await reader.monthly(month);
    for (const key of read.ok ? read.value.keys() : []) left.delete(splitKey(key).user as UserName);
  }
  return [...left.values()].flat();
}
