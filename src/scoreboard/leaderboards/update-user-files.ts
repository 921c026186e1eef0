import { basename, join } from 'node:path';
import { readCheckedJson } from '../../platform/checked-json.ts';
import { writeIfChanged } from '../../platform/durable-file.ts';
import { listNames } from '../../platform/list-names.ts';
import { makeFolders } from '../../platform/make-folders.ts';
import { readChecksum } from '../../platform/read-checksum.ts';
import { readIfThereSync } from '../../platform/read-if-there-sync.ts';
import { removeFile } from '../../platform/remove-file.ts';
import { replaceCopy } from '../../platform/replace-copy.ts';
import { rollupReader } from '../rollups/rollup-reader.ts';
import type { ClusterLayout } from '../rollups/root-layout.ts';
import { changedUsers, rowDigests } from './changed-users.ts';
import { addRow, type CounterRows, ROW_NUMBERS } from './counter-rows.ts';
import { type Derived, derivedSchema, encodeDerived } from './derived-file.ts';
import type { Finding } from './finding.ts';
import { type MonthsByUser, monthsByUser } from './months-by-user.ts';
import { encodeUserFile } from './user-file.ts';

/** How user files are written. */
export type UserFilesParts = {
  readonly cluster: string;
  readonly layout: ClusterLayout;
  /** The time that changed files get, ISO in UTC. */
  readonly asof: string;
  /** Mode of the files: 0664 when not given; 0660 where only maintainers are to read real names. */
  readonly mode?: number | undefined;
};

/** What was done. */
export type UserFilesReport = {
  readonly written: number;
  readonly removed: number;
  readonly findings: readonly Finding[];
};

/**
 * Brings a cluster's user files up to its month rollups: only users are looked at whose rows in a changed month are
 * others than last time, and only files are written whose content changes; once a UTC day all are looked at, as a file may
 * have been damaged. Files of users who are in no rollup any more are removed.
 */
export async function updateUserFiles(parts: UserFilesParts): Promise<UserFilesReport> {
  const { layout, cluster } = parts;
  const read = await readCheckedJson(layout.derived, derivedSchema);
  const before = read.ok ? read.value : { months: {}, users: {} };
  const checksums = await monthChecksums(layout);
  const day = parts.asof.slice(0, 'YYYY-MM-DD'.length);
  const isLooked = read.ok && read.value.day === day;
  if (isLooked && sameMonths(before.months, checksums)) return { written: 0, removed: 0, findings: [] };
  const news = isLooked ? await changedUsers(layout, before, checksums) : null;
  const all = await monthsByUser(layout, news === null ? {} : { only: news.touched });
  const findings = all.faults.map(({ month, detail }) => ({ cluster, file: layout.monthly(month), detail }));
  // Without one of its months a file would say too little: it stays as it is until the month is mended.
  if (findings.length > 0) return { written: 0, removed: 0, findings };
  const written = await writeFiles(parts, all, news?.touched ?? usersOf(all));
  const removed = await removeFiles(layout, all, news?.touched ?? null);
  const users = news?.users ?? rowDigests(all);
  await writeIfChanged(layout.derived, encodeDerived({ day, months: checksums, users }), modeOption(parts));
  return { written, removed, findings };
}

async function monthChecksums(layout: ClusterLayout): Promise<Record<string, string>> {
  const months = await rollupReader(layout).months();
  const checksums = await Promise.all(months.map((month) => readChecksum(layout.monthly(month))));
  return Object.fromEntries(months.map((month, index) => [month, checksums[index] ?? '']));
}

function sameMonths(before: Derived['months'], now: Derived['months']): boolean {
  return JSON.stringify(Object.entries(before).sort()) === JSON.stringify(Object.entries(now).sort());
}

function usersOf({ months }: MonthsByUser): Set<string> {
  return new Set([...months.values()].flatMap((rows) => [...rows.keys()]));
}

async function writeFiles(parts: UserFilesParts, all: MonthsByUser, users: ReadonlySet<string>): Promise<number> {
  await makeFolders(parts.layout.users);
  const there = new Set(await listNames(parts.layout.users));
  let written = 0;
  for (const user of users) if (await writeFile(parts, all, { user, there })) written++;
  return written;
}

/** True when the file was written: it has to say something else than before, apart from its time. */
async function writeFile(
  parts: UserFilesParts,
  all: MonthsByUser,
  { user, there }: { readonly user: string; readonly there: ReadonlySet<string> },
): Promise<boolean> {
  const { layout, cluster, asof } = parts;
  const months = new Map<string, CounterRows>();
  const total = new Float64Array(ROW_NUMBERS);
  for (const [month, rows] of all.months) {
    const row = rows.get(user);
    if (row === undefined) continue;
    months.set(month, row);
    addRow(total, 0, row, 0);
  }
  if (months.size === 0) return false;
  const content = { cluster, user, total, months };
  const path = layout.user(user);
  // A file that is not there costs an error, which takes longer than a file.
  const old = there.has(basename(path)) ? readIfThereSync(path) : null;
  const oldAsof = old === null ? undefined : /"asof":"([^"]*)"/.exec(old.toString('utf8', 0, 200))?.[1];
  if (oldAsof !== undefined && old?.equals(encodeUserFile({ ...content, asof: oldAsof }))) return false;
  await replaceCopy(path, encodeUserFile({ ...content, asof }), parts.mode);
  return true;
}

function modeOption({ mode }: UserFilesParts): { mode?: number } {
  return mode === undefined ? {} : { mode };
}

/** Removes the files of users who are in no rollup: of the touched ones, or of everybody (null). */
async function removeFiles(
  layout: ClusterLayout,
  all: MonthsByUser,
  touched: ReadonlySet<string> | null,
): Promise<number> {
  const users = usersOf(all);
  const kept = new Set([...users].map((user) => layout.user(user)));
  const paths =
    touched === null
      ? (await listNames(layout.users)).filter((name) => name.endsWith('.json')).map((name) => join(layout.users, name))
      : [...touched].map((user) => layout.user(user));
  const gone = paths.filter((path) => !kept.has(path));
  for (const path of gone) await removeFile(path);
  return gone.length;
}
