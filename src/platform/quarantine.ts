import { link, rename } from 'node:fs/promises';
import { isErrno } from './errno.ts';
import { isThere } from './is-there.ts';
import { setMode } from './set-mode.ts';

/** It may hold names of people who opt out later, and nobody rewrites it: only maintainers are to read it. */
const BAD_MODE = 0o660;

/**
 * Moves a file that cannot be trusted out of the way, to its name with `.YYYYMMDDTHHMMSSZ.bad` (`-2` and so on where
 * that is taken), and returns that path; nothing is ever deleted. From then on only its owner and group may read it,
 * where it is one's own.
 */
export async function quarantine(path: string, nowMs: number): Promise<string> {
  const target = await badPath(path, nowMs);
  await rename(path, target);
  await setMode(target, BAD_MODE).catch(() => false);
  return target;
}

/** Keeps what a file holds now under its `.bad` name, before it is replaced; one that is not there is no fault. */
export async function keepAside(path: string, nowMs: number): Promise<void> {
  try {
    await link(path, await badPath(path, nowMs));
  } catch (error) {
    if (!isErrno(error, 'ENOENT')) throw error;
  }
}

async function badPath(path: string, nowMs: number): Promise<string> {
  const stamp = new Date(nowMs).toISOString().replace(/[-:]|\.\d+/g, '');
  let target = `${path}.${stamp}.bad`;
  for (let more = 2; await isThere(target); more++) target = `${path}.${stamp}-${more}.bad`;
  return target;
}
