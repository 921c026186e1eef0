import { entryFacts, folderFacts } from '../../platform/entry-facts.ts';
import { EXIT } from '../../platform/exit-codes.ts';
import { isSystemError } from '../../platform/is-system-error.ts';
import { KnownError } from '../../platform/known-error.ts';
import { readIfThere } from '../../platform/read-if-there.ts';
import { isNoPlainFile } from '../../platform/read-plain-file.ts';
import { type DoubtfulEntry, judgeOptOutFiles } from './judge-opt-out-files.ts';
import { type AskingParts, namesOfUids } from './names-of-uids.ts';
import { parseOptOutList } from './parse-opt-out-list.ts';
import { optOutFolder, optOutList } from './privacy-paths.ts';

/** Who has opted out for all clusters: by the maintainers' list, and by a file in `optout.d`. */
export type OptOuts = {
  readonly listed: ReadonlySet<string>;
  /** The name of each owner of a file that counts. */
  readonly owners: ReadonlyMap<number, string>;
  /** Numbers of owners whom the system has no name for (any more). */
  readonly nameless: ReadonlySet<number>;
  readonly doubtful: readonly DoubtfulEntry[];
};

/**
 * Reads who has opted out below a root. Throws KnownError where that cannot be told: then nobody is to be shown.
 */
export async function readOptOuts(parts: AskingParts, root: string): Promise<OptOuts> {
  const [list, { uids, doubtful }] = await Promise.all([readOptOutList(root), readFolder(root)]);
  const owners = uids.size === 0 ? new Map<number, string>() : await namesOfUids(parts, [...uids]);
  const nameless = new Set([...uids].filter((uid) => !owners.has(uid)));
  return { listed: parseOptOutList(list), owners, nameless, doubtful };
}

/** The names of everybody who has opted out so. */
export function optedOutNames({ listed, owners }: Pick<OptOuts, 'listed' | 'owners'>): Set<string> {
  return new Set([...listed, ...owners.values()]);
}

/** The text of the maintainers' list, none when it is not there. Throws KnownError where it cannot be read. */
export async function readOptOutList(root: string): Promise<string> {
  const path = optOutList(root);
  const bytes = await orUnreadable(path, readIfThere);
  if (bytes !== null) return bytes.toString('utf8');
  if ((await orUnreadable(path, entryFacts)) === null) return '';
  throw new KnownError(
    `${path} is a link to nothing, so who has opted out is not known and nobody is shown`,
    EXIT.badRoot,
  );
}

/** Where something else lies in its place, nobody's wish would count. */
async function readFolder(root: string): Promise<ReturnType<typeof judgeOptOutFiles>> {
  const folder = optOutFolder(root);
  const kind = (await orUnreadable(folder, entryFacts))?.kind;
  if (kind === undefined || kind === 'folder') return judgeOptOutFiles(await orUnreadable(folder, folderFacts));
  throw new KnownError(`${folder} is no folder, so who has opted out is not known and nobody is shown`, EXIT.badRoot);
}

async function orUnreadable<T>(path: string, read: (path: string) => Promise<T>): Promise<T> {
  try {
    return await read(path);
  } catch (error) {
    if (isNoPlainFile(error)) {
      const text = `${path} is no plain file, so who has opted out is not known and nobody is shown`;
      throw new KnownError(text, EXIT.badRoot, { cause: error });
    }
    if (!isSystemError(error)) throw error;
    const text = `${path} cannot be read, so who has opted out is not known and nobody is shown: ${error.message}`;
    throw new KnownError(text, EXIT.badRoot, { cause: error });
  }
}
