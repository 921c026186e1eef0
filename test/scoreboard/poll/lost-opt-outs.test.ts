import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EXIT } from '../../../src/platform/exit-codes.ts';
import { hideEverywhere } from '../../../src/scoreboard/poll/hide-everywhere.ts';
import type { HidingPlace } from '../../../src/scoreboard/poll/hide-opted-out.ts';
import { clusterLayout } from '../../../src/scoreboard/rollups/root-layout.ts';
import { emptyFolder, handClock, quietSurroundings, rootWith } from '../place.ts';
import { countJobs, hide, hidingPlace, jobsByUser, knownOf, NO_HOMES, storeOf } from './hiding-place.ts';

const LOST = { exitCode: EXIT.badRoot, message: expect.stringContaining('nobody new is shown') };
const list = ({ root }: HidingPlace): string => join(root, 'config/optout.txt');
const folder = ({ root }: HidingPlace): string => join(root, 'optout.d');

/** Alice was out by the list for a tick; nothing tells so any more but the months. */
async function forgottenPlace(config = NO_HOMES) {
  const place = hidingPlace(config);
  await countJobs(await storeOf(place));
  writeFileSync(list(place), 'alice\n');
  await hide(place, await storeOf(place));
  rmSync(list(place));
  rmSync(folder(place), { recursive: true });
  forget(place);
  return place;
}
function forget({ layout }: HidingPlace): void {
  for (const name of ['opt-outs.json', 'opt-outs.copy.json']) rmSync(join(layout.state, name), { force: true });
}
const tick = async (place: HidingPlace) => hide(place, await storeOf(place));
const clusterOf = (place: HidingPlace, cluster: string): HidingPlace => ({
  ...place,
  cluster,
  layout: clusterLayout(place.root, cluster),
});

describe('F6 all that tells who was out is gone', () => {
  it('stops every tick until the list and the folder are both made by hand', async () => {
    const place = await forgottenPlace();
    for (let round = 0; round < 2; round++) {
      await expect(tick(place)).rejects.toMatchObject(LOST);
      expect([existsSync(folder(place)), await knownOf(place)]).toEqual([false, null]);
    }
    writeFileSync(list(place), '');
    await expect(tick(place)).rejects.toMatchObject(LOST);
    mkdirSync(folder(place), { mode: 0o1777 });
    expect((await tick(place)).counting.countedName('alice')).toBe('alice');
    rmSync(list(place));
    rmSync(folder(place), { recursive: true });
    expect((await tick(place)).findings).toEqual([]);
    expect(await jobsByUser(place.layout)).toMatchObject({ 'month (opted-out)': 9, 'month bob': 9 });
  });

  it('stops ticks too where an empty folder is there and nobody is out', async () => {
    const place = await forgottenPlace();
    mkdirSync(folder(place), { mode: 0o1777 });
    await expect(tick(place)).rejects.toMatchObject(LOST);
    writeFileSync(list(place), 'alice\n');
    expect((await tick(place)).counting.countedName('alice')).toBe('(opted-out)');
  });

  it('stops ticks too where somebody is out by the list, but the folder is gone', async () => {
    const place = await forgottenPlace();
    writeFileSync(list(place), 'bob\n');
    await expect(tick(place)).rejects.toMatchObject(LOST);
  });

  it('stops those of clusters that know nothing either: one that is new, one without such jobs', async () => {
    const place = await forgottenPlace();
    const other = clusterOf(place, 'hammer');
    await expect(tick(other)).rejects.toMatchObject(LOST);
    await countJobs(await storeOf(other));
    await expect(tick(other)).rejects.toMatchObject(LOST);
    expect(existsSync(folder(place))).toBe(false);
  });

  it('goes on where a mark at home tells, while the folder is there', async () => {
    const homes = emptyFolder();
    mkdirSync(join(homes, 'alice'));
    writeFileSync(join(homes, 'alice/.slurm_scoreboard_optout'), '');
    mkdirSync(join(homes, 'bob'));
    const place = await forgottenPlace();
    mkdirSync(folder(place), { mode: 0o1777 });
    // A month that names her stands for new jobs.
    await countJobs(await storeOf(clusterOf(place, 'hammer')));
    const other = { ...clusterOf(place, 'hammer'), config: { ...NO_HOMES, home_root: homes, home_looks_per_tick: 9 } };
    expect((await tick(other)).counting.countedName('alice')).toBe('(opted-out)');
  });

  it('goes on where the ticks of another cluster know', async () => {
    const place = hidingPlace();
    await countJobs(await storeOf(place));
    writeFileSync(list(place), 'alice\n');
    await tick(place);
    await tick(clusterOf(place, 'hammer'));
    forget(place);
    rmSync(list(place));
    const { counting, findings } = await tick(place);
    expect(counting.countedName('alice')).toBe('(opted-out)');
    expect(findings).toEqual([expect.stringContaining('somebody is known to be out by it')]);
  });

  it('stops nothing where nobody ever opted out', async () => {
    const place = hidingPlace();
    await countJobs(await storeOf(place));
    await tick(place);
    rmSync(folder(place), { recursive: true });
    forget(place);
    expect((await tick(place)).findings).toEqual([]);
    expect(existsSync(folder(place))).toBe(true);
  });

  it('stops leaderboards, which makes no board then', async () => {
    const place = await forgottenPlace();
    const { config } = await rootWith({});
    const around = quietSurroundings(handClock(Date.parse('2026-10-05T00:00:00Z')));
    await expect(hideEverywhere(around, { root: place.root, config })).rejects.toMatchObject(LOST);
  });
});
