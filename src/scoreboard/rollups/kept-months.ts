import { basename } from 'node:path';
import { addMonths, isMonth, type Month, monthOf } from '../../domain/calendar.ts';
import type { FileOperations } from '../../platform/file-operations.ts';
import { listNames } from '../../platform/list-names.ts';
import { removeIfThere } from '../../platform/remove-if-there.ts';
import type { Cursor } from './cursor.ts';
import type { ClusterLayout } from './root-layout.ts';

/** What the removal of old months works on. */
export type RetentionParts = {
  readonly store: {
    readonly cursor: Cursor;
    readonly commit: (unit: null, advance: Pick<Cursor, 'kept_from'>) => Promise<void>;
  };
  readonly layout: ClusterLayout;
  readonly ops: Pick<FileOperations, 'unlink' | 'syncFolder'>;
  readonly keepMonths: number;
  readonly nowSeconds: number;
};

/**
 * Removes day files and filters of months that ended more than `keepMonths` months before the month of the newest run;
 * month files stay for ever (spec T7). That they are to go is committed first (`kept_from`), so that what is missing
 * afterwards is not taken for damage; a removal that was cut is done again by the next call. Only for a cluster of
 * which nothing is owed: time that is still to be read needs its filters. Returns the removed files.
 */
export async function removeOldMonths(parts: RetentionParts): Promise<string[]> {
  const { store, layout, ops } = parts;
  const wanted = firstKept(parts);
  const now = store.cursor.kept_from;
  const keptFrom = now === null || now < wanted ? wanted : (now as Month);
  const files = await filesBefore(layout, keptFrom);
  if (files.length === 0) return [];
  if (keptFrom !== now) await store.commit(null, { kept_from: keptFrom });
  for (const file of files) await removeIfThere(ops, file);
  for (const folder of [layout.seen, layout.dailyFolder]) await ops.syncFolder(folder);
  return files;
}

/** Day files and filters of months before one, oldest first. */
export async function filesBefore(layout: ClusterLayout, keptFrom: Month): Promise<string[]> {
  const { days, filters } = await monthsWithFiles(layout);
  const months = [...new Set([...days, ...filters])].filter((month) => month < keptFrom).sort();
  return months.flatMap((month) => [
    ...(days.has(month) ? [layout.daily(month)] : []),
    ...(filters.has(month) ? [layout.filter(month)] : []),
  ]);
}

/**
 * What `kept_from` was, when the cursor that said it is lost: the first month that has a day file or a filter, where
 * months before it have none. Null when no month was removed.
 */
export async function keptFromByFiles(layout: ClusterLayout): Promise<Month | null> {
  const { days, filters } = await monthsWithFiles(layout);
  const months = await monthsIn(layout.monthlyFolder, '.json');
  const [first] = [...days, ...filters].sort();
  return first !== undefined && [...months].some((month) => month < first) ? first : null;
}

/** The newest run decides and not the clock alone, which may be years ahead. */
function firstKept({ store, keepMonths, nowSeconds }: RetentionParts): Month {
  const newest = Math.min(nowSeconds, Math.max(0, store.cursor.counted_until - 1));
  return addMonths(monthOf(newest), -keepMonths);
}

async function monthsWithFiles(layout: ClusterLayout): Promise<{ days: Set<Month>; filters: Set<Month> }> {
  return { days: await monthsIn(layout.dailyFolder, '.json'), filters: await monthsIn(layout.seen, '.bloom') };
}

async function monthsIn(folder: string, ending: string): Promise<Set<Month>> {
  const names = (await listNames(folder)).filter((name) => name.endsWith(ending));
  return new Set(names.map((name) => basename(name, ending)).filter(isMonth));
}
