import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { realFileOperations } from '../../../src/platform/file-operations.ts';
import type { HidingPlace } from '../../../src/scoreboard/poll/hide-opted-out.ts';
import { clusterLayout } from '../../../src/scoreboard/rollups/root-layout.ts';
import { CutError, cutAfter } from '../../platform/cut-file-operations.ts';
import { countJobs, hide, hidingPlace, jobsByUser, MONTHS, storeOf } from './hiding-place.ts';

const BEFORE = { 'month alice': 9, 'month bob': 9, 'days alice': 9, 'days bob': 9 };
const AFTER = { 'month (opted-out)': 9, 'month bob': 9, 'days (opted-out)': 9, 'days bob': 9 };

function copied(place: HidingPlace, name: string): HidingPlace {
  const root = join(dirname(place.root), name);
  cpSync(place.root, root, { recursive: true });
  return { ...place, root, layout: clusterLayout(root, 'bell') };
}

describe('F6 T2: months are rewritten together or not at all', () => {
  it('cut at every file operation, and torn at every write, alice is in all of them or in none', async () => {
    const place = hidingPlace();
    await countJobs(await storeOf(place));
    writeFileSync(join(place.root, 'config/optout.txt'), 'alice\n');
    const whole = copied(place, 'whole');
    const counting = cutAfter(realFileOperations, Number.POSITIVE_INFINITY);
    const store = await storeOf(whole, counting);
    const opened = counting.done();
    await hide(whole, store);
    const total = counting.done();
    expect(await jobsByUser(whole.layout)).toEqual(AFTER);
    // Six rollups and the cursor are staged and renamed, beside the record.
    expect(total - opened).toBeGreaterThan(2 * 7 + 4);
    const ends = { before: 0, after: 0 };
    for (const torn of [false, true]) {
      for (let cut = opened; cut < total; cut++) {
        const dying = copied(place, `cut-${cut}-${torn}`);
        const died = hide(dying, await storeOf(dying, cutAfter(realFileOperations, cut, torn)));
        await expect(died, `cut ${cut}`).rejects.toThrow(CutError);
        const again = await storeOf(dying);
        const jobs = await jobsByUser(dying.layout);
        const isDone = 'month alice' in jobs === false;
        ends[isDone ? 'after' : 'before']++;
        expect(jobs, `cut ${cut}`).toEqual(isDone ? AFTER : BEFORE);
        const { counting } = await hide(dying, again);
        expect(await jobsByUser(dying.layout), `cut ${cut}`).toEqual(AFTER);
        expect(await countJobs(again, counting), 'no run is new').toBe(0);
        rmSync(dying.root, { recursive: true });
      }
    }
    expect(Math.min(ends.before, ends.after)).toBeGreaterThan(5);
  });

  it('a month that was put back from a backup is rewritten at the next tick', async () => {
    const place = hidingPlace();
    await countJobs(await storeOf(place));
    const file = place.layout.monthly(MONTHS[0] as never);
    const old = readFileSync(file);
    writeFileSync(join(place.root, 'config/optout.txt'), 'alice\n');
    await hide(place, await storeOf(place));
    writeFileSync(file, old);
    expect(await jobsByUser(place.layout)).not.toEqual(AFTER);
    await hide(place, await storeOf(place));
    expect(await jobsByUser(place.layout)).toEqual(AFTER);
  });
});
