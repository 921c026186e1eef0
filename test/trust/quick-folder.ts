import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder in memory where there is such a file system: what is flushed there costs no time. Whoever made it removes it. */
export function quickFolder(): string {
  return mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'slurm-sb-trust-'));
}

/** Empties a folder. */
export function emptied(folder: string): string {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** So many of the numbers from 0 up to `total`, spread evenly; all of them when there are no more. */
export function spread(total: number, wanted: number): number[] {
  if (wanted >= total) return Array.from({ length: total }, (_, index) => index);
  return Array.from({ length: wanted }, (_, index) => Math.floor(((index + 0.5) * total) / wanted));
}
