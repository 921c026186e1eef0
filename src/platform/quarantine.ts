import { rename } from 'node:fs/promises';

/**
 * Moves a file that cannot be trusted out of the way, to its name with `.YYYYMMDDTHHMMSSZ.bad`, and returns that
 * path; nothing is ever deleted.
 */
export async function quarantine(path: string, nowMs: number): Promise<string> {
  const stamp = new Date(nowMs).toISOString().replace(/[-:]|\.\d+/g, '');
  const target = `${path}.${stamp}.bad`;
  await rename(path, target);
  return target;
}
