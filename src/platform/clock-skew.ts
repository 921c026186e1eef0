import { randomBytes } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from './clock.ts';

/**
 * How far a file server's clock is ahead of this host's, in milliseconds (negative: behind): the time it gives to a
 * file written now, which is removed again. Rounded towards 0 by as long as writing took. Throws what the file system
 * says.
 */
export async function measureClockSkew(folder: string, clock: Clock): Promise<number> {
  const path = join(folder, `.slurm-sb-clock.${randomBytes(8).toString('hex')}.lone`);
  const beforeMs = clock.nowMs();
  try {
    const file = await open(path, 'wx', 0o600);
    try {
      await file.writeFile('.');
      await file.sync();
      const { mtimeMs } = await file.stat();
      const afterMs = clock.nowMs();
      return mtimeMs < beforeMs ? mtimeMs - beforeMs : Math.max(0, mtimeMs - afterMs);
    } finally {
      await file.close();
    }
  } finally {
    await rm(path, { force: true });
  }
}
