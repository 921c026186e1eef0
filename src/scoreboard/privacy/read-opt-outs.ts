import { isUtf8 } from 'node:buffer';
import { entryFacts, folderFacts } from '../../platform/entry-facts.ts';
import { EXIT } from '../../platform/exit-codes.ts';
import { isSystemError } from '../../platform/is-system-error.ts';
import { KnownError } from '../../platform/known-error.ts';
import { readIfThere } from '../../platform/read-if-there.ts';
import { isNoPlainFile } from '../../platform/read-plain-file.ts';
import { type DoubtfulEntry, type JudgedOptOuts, judgeOptOutFiles } from './judge-opt-out-files.ts';
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
  /** Whose names their files bear, and their numbers: taken at their word, as it can only hide. */
  readonly claimed: ReadonlyMap<string, number>;
  /** The names that the entries of the folder bear, whoever owns them. */
  readonly borne: ReadonlySet<string>;
  readonly doubtful: readonly DoubtfulEntry[];
  /** Which of the two is not there at all. */
  readonly missing: { readonly list: boolean; readonly folder: boolean };
};

/**
 * Reads who has opted out below a root. Throws KnownError where that cannot be told: then nobody is to be shown.
 */
export async function readOptOuts(parts: AskingParts, root: string): Promise<OptOuts> {
  const [list, { judged, isThere }] = await Promise.all([readOptOutList(root), readFolder(root)]);
  const { uids, files, borne, doubtful } = judged;
  const owners = uids.size === 0 ? new Map<number, string>() : await namesOfUids(parts, [...uids]);
  const nameless = new Set([...uids].filter((uid) => !owners.has(uid)));
  const claimed = new Map(
    files.flatMap(({ uid, bears }) => (bears !== null && nameless.has(uid) ? [[bears, uid] as const] : [])),
  );
  const missing = { list: list === null, folder: !isThere };
  return { listed: parseOptOutList(list ?? ''), owners, nameless, claimed, borne, doubtful, missing };
}

/** The names of everybody who has opted out so. */
export function optedOutNames({
  listed,
  owners,
  claimed,
}: Pick<OptOuts, 'listed' | 'owners' | 'claimed'>): Set<string> {
  return new Set([...listed, ...owners.values(), ...claimed.keys()]);
}

/** The text of the maintainers' list, null when it is not there. Throws KnownError where it cannot be read. */
export async function readOptOutList(root: string): Promise<string | null> {
  const path = optOutList(root);
  const bytes = await orUnreadable(path, readIfThere);
  if (bytes !== null) return textOfList(path, bytes);
  if ((await orUnreadable(path, entryFacts)) === null) return null;
  throw new KnownError(
    `${path} is a link to nothing, so who has opted out is not known and nobody is shown`,
    EXIT.badRoot,
  );
}

/** In another encoding no name would be found in it; what comments are written in does not matter. */
function textOfList(path: string, bytes: Buffer): string {
  const names = Buffer.from(bytes.toString('latin1').replace(/#[^\r\n]*/g, ''), 'latin1');
  if (isUtf8(names) && !bytes.includes(0)) return bytes.toString('utf8');
  throw new KnownError(
    `${path} is no text in UTF-8, so who has opted out is not known and nobody is shown`,
    EXIT.badRoot,
  );
}

/** Where something else lies in its place, nobody's wish would count. */
async function readFolder(root: string): Promise<{ judged: JudgedOptOuts; isThere: boolean }> {
  const folder = optOutFolder(root);
  const kind = (await orUnreadable(folder, entryFacts))?.kind;
  if (kind === undefined) return { judged: judgeOptOutFiles([]), isThere: false };
  if (kind === 'folder') return { judged: judgeOptOutFiles(await orUnreadable(folder, folderFacts)), isThere: true };
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
