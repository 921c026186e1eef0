import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Clock, systemClock } from '../../src/platform/clock.ts';
import { measureClockSkew } from '../../src/platform/clock-skew.ts';

const folder = mkdtempSync(join(tmpdir(), 'slurm-sb-skew-'));
const HOUR_MS = 3_600_000;

/** The system's clock, so many milliseconds ahead. */
const ahead = (ms: number): Clock => ({ ...systemClock, nowMs: () => systemClock.nowMs() + ms });

describe('C11 the file server’s clock', () => {
  it.each([
    ['the same as ours', 0, 0],
    ['two hours behind ours', 2 * HOUR_MS, -2 * HOUR_MS],
    ['two hours ahead of ours', -2 * HOUR_MS, 2 * HOUR_MS],
  ])('is %s', async (_, oursMs, expectedMs) => {
    const skewMs = await measureClockSkew(folder, ahead(oursMs));
    // Kernels stamp files by a clock that ticks a few milliseconds late.
    expect(Math.abs(skewMs - expectedMs)).toBeLessThan(HOUR_MS);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is not asked where nothing may be written', async () => {
    await expect(measureClockSkew(join(folder, 'none'), systemClock)).rejects.toThrow('ENOENT');
  });
});
