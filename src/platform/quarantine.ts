import { link, rename } from 'node:fs/promises';
import { entryFacts } from './entry-facts.ts';
import { isErrno } from './errno.ts';
import { isThere } from './is-there.ts';
import { setMode } from './set-mode.ts';

/** It may hold names of people who opt out later, and nobody rewrites it: only maintainers are to read it. */
const BAD_MODE = 0o660;
const BAD_FOLDER_MODE = 0o2770;

/**
 * Moves a file that cannot be trusted out of the way, to its name with `.YYYYMMDDTHHMMSSZ.bad` (`-2` and so on where
 * that is taken), and returns that path; nothing is ever deleted. From then on only its owner and group may read it,
 * where it is one's own.
 */
export async function quarantine(path: string, nowMs: number): Promise<string> {
  const target = await asidePath(path, nowMs);
  await rename(path, target);
  await closeAside(target);
  return target;
}

/**
 * Keeps what files hold now under their `.bad` names while `replace` puts others in their place; those that are not there
 * are no fault. A folder has no second name, and a pipe holds nothing: the one is moved aside by the commit that replaces
 * it, the other goes.
 */
export async function keepingAside(
  paths: readonly string[],
  nowMs: number,
  replace: () => Promise<void>,
): Promise<void> {
  const kept: string[] = [];
  for (const path of paths) {
    const aside = await asidePath(path, nowMs);
    if (await linkPlain(path, aside)) kept.push(aside);
  }
  await replace();
  // Not before: until then it is the file itself, which others are to read.
  for (const aside of kept) await closeAside(aside);
}

async function linkPlain(path: string, to: string): Promise<boolean> {
  const kind = (await entryFacts(path))?.kind;
  if (kind !== 'file' && kind !== 'link') return false;
  try {
    await link(path, to);
    return true;
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return false;
    throw error;
  }
}

/** A `.bad` name for a path that is still free. */
export async function asidePath(path: string, nowMs: number): Promise<string> {
  const stamp = new Date(nowMs).toISOString().replace(/[-:]|\.\d+/g, '');
  let target = `${path}.${stamp}.bad`;
  for (let more = 2; await isThere(target); more++) target = `${path}.${stamp}-${more}.bad`;
  return target;
}

/** Closes what was moved aside to others, where it is one's own. */
export async function closeAside(path: string): Promise<void> {
  const isFolder = (await entryFacts(path))?.kind === 'folder';
  await setMode(path, isFolder ? BAD_FOLDER_MODE : BAD_MODE).catch(() => false);
}
