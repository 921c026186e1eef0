import { rename } from 'node:fs/promises';
import { setMode } from './set-mode.ts';

/** It may hold names of people who opt out later, and nobody rewrites it: only maintainers are to read it. */
const BAD_MODE = 0o660;

/**
 * Moves a file that cannot be trusted out of the way, to its name with `.YYYYMMDDTHHMMSSZ.bad`, and returns that
 * path; nothing is ever deleted. From then on only its owner and group may read it, where it is one's own.
 */
export async function quarantine(path: string, nowMs: number): Promise<string> {
  const stamp = new Date(nowMs).toISOString().replace(/[-:]|\.\d+/g, '');
  const target = `${path}.${stamp}.bad`;
  await rename(path, target);
  await setMode(target, BAD_MODE).catch(() => false);
  return target;
}
