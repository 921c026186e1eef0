import { dirname, join } from 'node:path';
import { encodeFileStem } from '../../platform/file-stem.ts';
import { listFolders } from '../../platform/list-folders.ts';
import { listNames } from '../../platform/list-names.ts';
import { readIfThere } from '../../platform/read-if-there.ts';
import { removeFile } from '../../platform/remove-file.ts';
import { removeTree } from '../../platform/remove-tree.ts';
import { setMode } from '../../platform/set-mode.ts';
import type { ClusterLayout } from '../rollups/root-layout.ts';

/** For maintainers alone. */
const CLOSED_MODE = 0o660;

/**
 * Takes users out of what is not rewritten by a commit: their user files, with what a killed program left of these, the
 * caches, which are made anew, and months that are half read, which are begun again. Files that were moved aside, and
 * logs from before names were masked in them, are closed to others where they name somebody: the one is kept as
 * evidence, the other is written to.
 */
export async function forgetUsers(layout: ClusterLayout, users: ReadonlySet<string>): Promise<void> {
  for (const path of layout.kept) await removeFile(path);
  await emptyScratch(layout);
  for (const name of await userFilesOf(layout, users)) await removeFile(join(layout.users, name));
  const folders = [layout.monthlyFolder, layout.dailyFolder, layout.users, layout.state, layout.seen, layout.boards];
  for (const folder of [...folders, layout.logs, join(dirname(dirname(layout.base)), 'leaderboards')]) {
    for (const name of await listNames(folder)) {
      const isLog = folder === layout.logs;
      const closes = name.endsWith('.bad') || (isLog && (await namesAny(join(folder, name), users)));
      if (closes) await setMode(join(folder, name), CLOSED_MODE).catch(() => false);
    }
  }
}

/** Whether there is a user file of one of them, or what is left of one: put back by hand, as a tick leaves none. */
export async function hasUserFileOf(layout: ClusterLayout, users: ReadonlySet<string>): Promise<boolean> {
  return users.size > 0 && (await userFilesOf(layout, users)).length > 0;
}

async function userFilesOf(layout: ClusterLayout, users: ReadonlySet<string>): Promise<string[]> {
  const stems = new Set([...users].map(encodeFileStem));
  const stemOf = (name: string): string => name.replace(/^\.(?=.*\.lone(\.\d+)?$)/, '').replace(/\.json(\..*)?$/, '');
  return (await listNames(layout.users)).filter((name) => stems.has(stemOf(name)));
}

/** The folder of a month says that it is to be made anew. */
async function emptyScratch({ rebuild, verify }: ClusterLayout): Promise<void> {
  await removeTree(verify);
  for (const month of (await listFolders(rebuild)) ?? []) {
    for (const name of await listNames(join(rebuild, month))) await removeTree(join(rebuild, month, name));
  }
}

async function namesAny(path: string, users: ReadonlySet<string>): Promise<boolean> {
  const text = (await readIfThere(path))?.toString('utf8').toLowerCase() ?? '';
  return [...users].some((user) => text.includes(user));
}
