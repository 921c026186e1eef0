import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Month } from '../../../../src/domain/calendar.ts';
import { findingsOf, type GoodRoot, goodRoot, place, resealed } from './good-root.ts';

const AUGUST = '2026-08' as Month;

let good: GoodRoot;
beforeEach(async () => {
  good = await goodRoot();
});

/** Does something each time doctor pauses before it looks at a month again. */
function whilePausing(work: (pause: number) => void): GoodRoot {
  let pause = 0;
  const sleep = async (): Promise<void> => work(++pause);
  return { ...good, clock: { ...good.clock, sleep } };
}

describe('C11 months while a poll commits', () => {
  const RECORD = JSON.stringify({ number: 3, moves: [{ from: 'a', to: 'b' }] });

  it('are looked at again once the commit is through', async () => {
    const filter = readFileSync(good.hammer.filter(AUGUST));
    rmSync(good.hammer.filter(AUGUST));
    place(join(good.hammer.state, 'commit.3'), RECORD);
    const pauses: number[] = [];
    const looking = whilePausing((pause) => {
      pauses.push(pause);
      if (pause < 2) return;
      writeFileSync(good.hammer.filter(AUGUST), filter);
      rmSync(join(good.hammer.state, 'commit.3'), { force: true });
    });
    expect((await findingsOf(looking)).filter((line) => line.includes('.bloom'))).toEqual([]);
    expect(pauses).toEqual([1, 2]);
  });

  it('are not blamed when a commit was cut for good', async () => {
    rmSync(good.hammer.filter(AUGUST));
    place(join(good.hammer.state, 'commit.3'), RECORD);
    expect(await findingsOf(good)).toEqual([
      'hammer error clusters/hammer/state/commit.3: a commit was cut between its files',
    ]);
  });

  it('are blamed for what stays wrong while nobody commits, without a pause', async () => {
    rmSync(good.hammer.filter(AUGUST));
    const pauses: number[] = [];
    expect((await findingsOf(whilePausing((pause) => void pauses.push(pause)))).length).toBe(1);
    expect(pauses).toEqual([]);
  });
});

describe('C11 files among the months that are none', () => {
  it.each([
    ['agg/rollups/monthly/2026-13.json', 'hammer warning clusters/hammer/agg/rollups/monthly/2026-13.json'],
    ['agg/rollups/daily/2026-08.json~', 'hammer warning clusters/hammer/agg/rollups/daily/2026-08.json~'],
    ['state/seen/2026-08.bloom.orig', 'hammer warning clusters/hammer/state/seen/2026-08.bloom.orig'],
  ])('%s', async (path, expected) => {
    place(join(good.hammer.base, path), 'x');
    expect(await findingsOf(good)).toEqual([`${expected}: it is no file of slurm-sb`]);
  });

  it('a whole month more is no finding', async () => {
    const july = '2026-07' as Month;
    for (const kind of ['monthly', 'daily'] as const) {
      const text = readFileSync(good.hammer[kind](AUGUST), 'utf8').replaceAll('2026-08', july);
      place(
        good.hammer[kind](july),
        resealed(text, (file) => file),
      );
    }
    expect(await findingsOf(good)).toEqual([
      'hammer error clusters/hammer/state/seen/2026-07.bloom: it is not there, but the month is: jobs could be counted twice, so poll stops at it',
    ]);
  });
});
