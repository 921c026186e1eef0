import { existsSync } from 'node:fs';

/** Whether there is something at a path that the process can reach; links are followed. */
export function isThere(path: string): boolean {
  return existsSync(path);
}
