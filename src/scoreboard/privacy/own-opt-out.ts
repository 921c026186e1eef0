import { join } from 'node:path';
import { entryFacts, folderFacts, KIND_WORDS, type NamedEntry } from '../../platform/entry-facts.ts';
import { EXIT } from '../../platform/exit-codes.ts';
import { encodeFileStem } from '../../platform/file-stem.ts';
import { KnownError } from '../../platform/known-error.ts';
import { placeOwnFile } from '../../platform/place-own-file.ts';
import { removeFile } from '../../platform/remove-file.ts';
import { judgeOptOutFiles } from './judge-opt-out-files.ts';
import { optOutFolder } from './privacy-paths.ts';

/** Whose file it is: the number is the proof, the name only helps people who look into the folder. */
export type Owner = { readonly uid: number; readonly name: string };

/** What was done; `changed`: false where all was so already. */
export type OptOutChange = { readonly changed: boolean; readonly files: readonly string[] };

/** Everybody may add files, and take away only their own (chmod(1): `+t`). */
const OPEN = 0o1777;

const TEXT = 'The owner of this file has opted out of the scoreboard; slurm-sb opt-in removes it.\n';

/**
 * Puts a file of one's own into `optout.d`. Throws KnownError (exit 5) where the folder is not one in which it would be
 * safe, and where a file made there is not one's own (as where a file server maps users).
 */
export async function placeOptOut(root: string, owner: Owner): Promise<OptOutChange> {
  const folder = optOutFolder(root);
  const facts = await requireFolder(root);
  if ((facts.mode & OPEN) !== OPEN) {
    const mode = facts.mode.toString(8).padStart(4, '0');
    throw new KnownError(
      `${folder}: its mode is ${mode}, so a file of yours would not be safe or cannot be made; ${ASK}${folder}`,
      EXIT.badRoot,
    );
  }
  const own = await ownFiles(folder, owner);
  const counting = own.filter((entry) => judgeOptOutFiles([entry]).uids.has(owner.uid));
  if (counting.length > 0) return { changed: false, files: counting.map(({ name }) => join(folder, name)) };
  const path = await placeOwnFile(folder, encodeFileStem(owner.name), TEXT);
  const made = await entryFacts(path);
  if (made !== null && judgeOptOutFiles([{ name: '', ...made }]).uids.has(owner.uid))
    return { changed: true, files: [path] };
  await removeFile(path);
  throw new KnownError(
    `${path}: a file made there does not belong to you, so it says nothing; ask to be put into config/optout.txt`,
    EXIT.badRoot,
  );
}

/** Removes all files of one's own from `optout.d`. Throws KnownError (exit 5) where it is no folder. */
export async function removeOptOut(root: string, owner: Owner): Promise<OptOutChange> {
  const folder = optOutFolder(root);
  await requireFolder(root);
  const own = (await ownFiles(folder, owner)).filter(({ kind }) => kind !== 'folder');
  const files = own.map(({ name }) => join(folder, name));
  for (const file of files) await removeFile(file);
  return { changed: files.length > 0, files };
}

async function ownFiles(folder: string, { uid }: Owner): Promise<NamedEntry[]> {
  return (await folderFacts(folder)).filter((entry) => entry.uid === uid);
}

async function requireFolder(root: string): Promise<{ readonly mode: number }> {
  const folder = optOutFolder(root);
  const facts = await entryFacts(folder);
  if (facts?.kind === 'folder') return facts;
  const what = facts === null ? 'there is no such folder' : `it is ${KIND_WORDS[facts.kind]} and no folder`;
  throw new KnownError(`${folder}: ${what}; ask its maintainers to run mkdir -m 1777 ${folder}`, EXIT.badRoot);
}

const ASK = 'ask the maintainers to run chmod 1777 ';
