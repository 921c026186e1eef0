import { rename } from 'node:fs/promises';
import { isThere } from './is-there.ts';

/**
 * Moves a file that cannot be trusted out of the way, to its name with `.YYYYMMDDTHHMMSSZ.bad` (`-2` and so on where
 * that is taken), and returns that path; nothing is ever deleted.
 */
export async function quarantine(path: string, nowMs: number): Promise<string> {
  const stamp = new Date(nowMs).toISOString().replace(/[-:]|\.\d+/g, '');
  let target = `${path}.${stamp}.bad`;
  for (let more = 2; await isThere(target); more++) target = `${path}.${stamp}-${more}.bad`;
  await rename(path, target);
  return target;
}
