import { lstat, readlink } from 'node:fs/promises';
import { isErrno } from './errno.ts';

/** What lies at a path, without following it: a link with its target as it is written, something else, or nothing. */
export type LinkFacts =
  | { readonly kind: 'missing' }
  | { readonly kind: 'link'; readonly target: string }
  | { readonly kind: 'other' };

/** Looks at a path that is to be a symbolic link. Throws what else the file system says. */
export async function readLink(path: string): Promise<LinkFacts> {
  try {
    return (await lstat(path)).isSymbolicLink() ? { kind: 'link', target: await readlink(path) } : { kind: 'other' };
  } catch (error) {
    if (isErrno(error, 'ENOENT', 'ENOTDIR')) return { kind: 'missing' };
    throw error;
  }
}
