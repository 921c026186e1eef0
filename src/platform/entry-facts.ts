import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { isErrno } from './errno.ts';
import { listNames } from './list-names.ts';

/** What lies at a path itself: links are not followed. */
export type EntryFacts = {
  readonly kind: 'file' | 'folder' | 'link' | 'other';
  /** Permission bits without those of the type: 0o664, 0o1777. */
  readonly mode: number;
  /** The owner's number. */
  readonly uid: number;
  /** Names that the same file has (hard links). */
  readonly links: number;
};

/** What lies at a path, in words with their article. */
export const KIND_WORDS: Readonly<Record<EntryFacts['kind'], string>> = {
  file: 'a file',
  folder: 'a folder',
  link: 'a link',
  other: 'a pipe or a device',
};

/** An entry of a folder. */
export type NamedEntry = EntryFacts & { readonly name: string };

/** Entries that are looked at at the same time. */
const AT_ONCE = 16;

/** Looks at a path; null when nothing is there. Throws what else the file system says. */
export async function entryFacts(path: string): Promise<EntryFacts | null> {
  try {
    const info = await lstat(path);
    const kind = info.isFile() ? 'file' : info.isDirectory() ? 'folder' : info.isSymbolicLink() ? 'link' : 'other';
    return { kind, mode: info.mode & 0o7777, uid: info.uid, links: info.nlink };
  } catch (error) {
    if (isErrno(error, 'ENOENT', 'ENOTDIR')) return null;
    throw error;
  }
}

/** Looks at everything in a folder, sorted by name; what goes away meanwhile is left out. */
export async function folderFacts(folder: string): Promise<NamedEntry[]> {
  const names = await listNames(folder);
  const found: NamedEntry[] = [];
  for (let at = 0; at < names.length; at += AT_ONCE) {
    const some = names.slice(at, at + AT_ONCE);
    const facts = await Promise.all(some.map((name) => entryFacts(join(folder, name))));
    found.push(...some.flatMap((name, index) => (facts[index] == null ? [] : [{ name, ...facts[index] }])));
  }
  return found;
}
