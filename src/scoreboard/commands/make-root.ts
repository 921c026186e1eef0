import { join } from 'node:path';
import { EXIT } from '../../platform/exit-codes.ts';
import { KnownError } from '../../platform/known-error.ts';
import { listNames } from '../../platform/list-names.ts';
import { makeFolders } from '../../platform/make-folders.ts';
import { makeOpenFolder } from '../../platform/make-open-folder.ts';
import { writeNewFile } from '../../platform/write-new-file.ts';
import { exampleConfig } from '../config/example-config.ts';
import { refuseStrangerPaths } from '../rollups/stranger-paths.ts';

/** What was made and what was there already. */
export type MadeRoot = {
  readonly folders: readonly { readonly name: string; readonly isNew: boolean }[];
  readonly configIsNew: boolean;
};

const FOLDERS = ['config', 'clusters', 'leaderboards'];
/** Where people put a file of their own to opt out (spec C18). */
const OPT_OUT = 'optout.d';

/**
 * Makes a root's folders (group-writable; `optout.d` open to everybody, mode 1777) and `config/config.yaml`. Nothing
 * that is there is changed; in a root that was polled `optout.d` is left to the ticks. Throws KnownError (exit 5) when the root cannot be used.
 */
export async function makeRoot(root: string, cluster: string): Promise<MadeRoot> {
  try {
    await refuseStrangerPaths({ root, whole: [] });
    await makeFolders(root);
    const before = new Set(await listNames(root));
    for (const name of FOLDERS) await makeFolders(join(root, name));
    // In a root that was polled it may hold what was lost: a tick can tell, and makes it where nothing was.
    const isPolled = (await listNames(join(root, 'clusters'))).length > 0;
    if (!isPolled) await makeOpenFolder(join(root, OPT_OUT));
    const config = Buffer.from(exampleConfig({ root, cluster }));
    const configIsNew = await writeNewFile(join(root, 'config', 'config.yaml'), config);
    const made = isPolled && !before.has(OPT_OUT) ? FOLDERS : [...FOLDERS, OPT_OUT];
    return { folders: made.map((name) => ({ name, isNew: !before.has(name) })), configIsNew };
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    throw new KnownError(`${root} cannot be used as root: ${error.message}`, EXIT.badRoot, { cause: error });
  }
}
