import { statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { freeSpace } from '../../src/platform/free-space.ts';

describe('C11 room on a file system', () => {
  it('is in bytes, and what others reserve does not count as free', async () => {
    const { bsize, blocks, bfree } = statfsSync(tmpdir());
    const { freeBytes, totalBytes } = await freeSpace(tmpdir());
    expect(totalBytes).toBe(bsize * blocks);
    expect(freeBytes).toBeGreaterThan(0);
    // Others write to this disk meanwhile: a tenth of it is more than they can.
    expect(freeBytes).toBeLessThanOrEqual(bsize * bfree + totalBytes / 10);
  });

  it('is refused where there is nothing', async () => {
    await expect(freeSpace(join(tmpdir(), 'slurm-sb-nowhere'))).rejects.toThrow('ENOENT');
  });
});
