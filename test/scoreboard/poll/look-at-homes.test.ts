import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeOptOutState } from '../../../src/scoreboard/privacy/opt-out-state.ts';
import { publishedNames } from '../../../src/scoreboard/privacy/published-names.ts';
import { clusterLayout } from '../../../src/scoreboard/rollups/root-layout.ts';
import { emptyFolder, NAMES_SHOWN } from '../place.ts';
import { countJobs, hangingHomes, hide, hidingPlace, jobsByUser, knownOf, NO_HOMES, storeOf } from './hiding-place.ts';

/** A tick before anything is counted, the jobs of alice and bob, and what comes before publishing. */
async function tick(place: ReturnType<typeof hidingPlace>, asking = NAMES_SHOWN.asking) {
  const store = await storeOf(place);
  const { counting } = await hide(place, store, { asking });
  await countJobs(store, counting);
  return hide(place, store, { asking, freshOnly: true });
}

/** A place with homes, alice's with a mark in it. */
function homesPlace(looks = 100) {
  const homes = emptyFolder();
  for (const name of ['alice', 'bob']) mkdirSync(join(homes, name));
  writeFileSync(join(homes, 'alice/.slurm_scoreboard_optout'), '');
  return { homes, place: hidingPlace({ ...NO_HOMES, home_root: homes, home_looks_per_tick: looks }) };
}

const hiddenIn = async (root: string): Promise<string[]> => {
  const { hidden } = await publishedNames(NAMES_SHOWN.asking, { root, pseudonyms: false, makeKey: true });
  return [...hidden].sort();
};
const aggMode = ({ layout }: ReturnType<typeof hidingPlace>): string =>
  (statSync(join(layout.base, 'agg')).mode & 0o7777).toString(8);

describe('F6 homes that were not looked into', () => {
  it('are looked into once looking is turned on, though no month changes', async () => {
    const { place } = homesPlace(0);
    await tick(place);
    expect([await hiddenIn(place.root), aggMode(place)]).toEqual([[], '2775']);
    expect(await knownOf(place)).toMatchObject({ never_looked: ['alice', 'bob'], held_back: false });
    const on = { ...place, config: { ...place.config, home_looks_per_tick: 1 } };
    await hide(on, await storeOf(on));
    expect(await hiddenIn(place.root)).toEqual(['alice']);
    expect(await jobsByUser(place.layout)).toMatchObject({ 'month (opted-out)': 9, 'month bob': 9 });
    expect(await knownOf(place)).toMatchObject({ never_looked: [], homes: { alice: 'out', bob: 'in' } });
  });

  it('hold their people back while the file server hangs: counted by name, in what is closed to others', async () => {
    const { place } = homesPlace();
    const hanging = hangingHomes('alice', 'bob');
    expect(await tick(place, hanging)).toMatchObject({ closed: true, findings: [] });
    expect([await hiddenIn(place.root), aggMode(place)]).toEqual([['alice', 'bob'], '2770']);
    expect(await jobsByUser(place.layout)).toMatchObject({ 'month alice': 9, 'month bob': 9 });
    await tick(place, hangingHomes('alice'));
    expect([await hiddenIn(place.root), aggMode(place)]).toEqual([['alice'], '2770']);
    expect(await tick(place)).toMatchObject({ closed: false });
    expect([await hiddenIn(place.root), aggMode(place)]).toEqual([['alice'], '2775']);
    expect(await jobsByUser(place.layout)).toMatchObject({ 'month (opted-out)': 9, 'month bob': 9 });
  });

  it('do not keep others from being looked at', async () => {
    const { homes, place } = homesPlace();
    rmSync(join(homes, 'alice/.slurm_scoreboard_optout'));
    await tick(place, hangingHomes('alice'));
    expect(await knownOf(place)).toMatchObject({ never_looked: ['alice'], stuck: ['alice'], homes: { bob: 'in' } });
  });

  it('leave people as they were who were looked at before', async () => {
    const { place } = homesPlace();
    await tick(place);
    const before = await knownOf(place);
    const { closed } = await tick(place, hangingHomes('alice', 'bob'));
    expect([closed, await hiddenIn(place.root)]).toEqual([false, ['alice']]);
    expect((await knownOf(place))?.homes).toEqual(before?.homes);
  });

  it('are known where ticks of another cluster have looked', async () => {
    const { place } = homesPlace();
    await tick(place);
    const hammer = { ...place, cluster: 'hammer', layout: clusterLayout(place.root, 'hammer') };
    const { closed } = await tick(hammer, hangingHomes('alice', 'bob'));
    expect([closed, await hiddenIn(place.root)]).toEqual([false, ['alice']]);
    expect(await jobsByUser(hammer.layout)).toMatchObject({ 'month (opted-out)': 9, 'month bob': 9 });
  });

  it('of a new cluster: what holds names is closed until they were looked at', async () => {
    const { place } = homesPlace();
    const store = await storeOf(place);
    await hide(place, store);
    expect(aggMode(place)).toBe('2770');
    await countJobs(store);
    await hide(place, store, { freshOnly: true });
    expect(aggMode(place)).toBe('2775');
  });

  it('of somebody new: what holds names is closed from the commit on that names them', async () => {
    const { homes, place } = homesPlace();
    rmSync(join(homes, 'alice/.slurm_scoreboard_optout'));
    await tick(place);
    const store = await storeOf(place);
    await writeOptOutState(place.layout, { ...(await knownOf(place))!, pending: false });
    const { counting } = await hide(place, store);
    expect(counting.countedName('alice')).toBe('alice');
    await counting.beforeCommit();
    expect(aggMode(place)).toBe('2775');
    expect(counting.countedName('carol')).toBe('carol');
    await counting.beforeCommit();
    expect([aggMode(place), await hiddenIn(place.root)]).toEqual(['3770', ['carol']]);
    const { closed } = await hide(place, store, { freshOnly: true });
    expect([closed, aggMode(place), (await knownOf(place))?.pending]).toEqual([false, '2775', false]);
  });

  it('after both files were lost: somebody new whose home cannot be seen is held back', async () => {
    const { homes, place } = homesPlace();
    await tick(place);
    for (const name of ['opt-outs.json', 'opt-outs.copy.json']) rmSync(join(place.layout.state, name));
    rmSync(join(homes, 'alice'), { recursive: true });
    await expect(hide(place, await storeOf(place))).rejects.toThrow('nobody new is shown');
    // A maintainer says by it that the list and optout.d are whole.
    writeFileSync(join(place.root, 'config/optout.txt'), '');
    await hide(place, await storeOf(place));
    expect(await knownOf(place)).toMatchObject({ lost: true, never_looked: [] });
    // A month from before its rewriting stands for new jobs of hers.
    const monthly = place.layout.monthly('2026-09' as never);
    const other = homesPlace(0).place;
    await tick(other);
    writeFileSync(monthly, readFileSync(other.layout.monthly('2026-09' as never)));
    await hide(place, await storeOf(place), { freshOnly: true });
    expect([await hiddenIn(place.root), aggMode(place)]).toEqual([['alice'], '2770']);
    const off = { ...place, config: { ...place.config, home_looks_per_tick: 0 } };
    await hide(off, await storeOf(off));
    expect(await knownOf(place)).toMatchObject({ lost: false, held_back: false });
    expect(await hiddenIn(place.root)).toEqual([]);
  });

  it.each(['opt-outs.json', 'opt-outs.copy.json'])(
    'an older %s put back shows nobody whom the other knows to be out',
    async (name) => {
      const { homes, place } = homesPlace();
      rmSync(join(homes, 'alice/.slurm_scoreboard_optout'));
      await tick(place);
      const older = readFileSync(join(place.layout.state, 'opt-outs.json'));
      writeFileSync(join(homes, 'alice/.slurm_scoreboard_optout'), '');
      await tick(place);
      writeFileSync(join(place.layout.state, name), older);
      renameSync(homes, `${homes}.away`);
      expect(await hiddenIn(place.root)).toEqual(['alice']);
      const { counting } = await hide(place, await storeOf(place));
      expect(counting.countedName('alice')).toBe('(opted-out)');
      const [file, copy] = ['opt-outs.json', 'opt-outs.copy.json'].map((one) =>
        readFileSync(join(place.layout.state, one), 'utf8'),
      );
      expect(file).toBe(copy);
      renameSync(`${homes}.away`, homes);
      rmSync(join(homes, 'alice/.slurm_scoreboard_optout'));
      const again = await hide(place, await storeOf(place));
      expect([again.counting.countedName('alice'), await hiddenIn(place.root)]).toEqual(['alice', []]);
    },
  );

  it('a copy that a newer version wrote is not passed over', async () => {
    const { place } = homesPlace();
    await tick(place);
    const { sealJson } = await import('../../../src/platform/checked-json.ts');
    const newer = sealJson(JSON.stringify({ ...(await knownOf(place))!, schema_version: 2 }));
    writeFileSync(join(place.layout.state, 'opt-outs.copy.json'), newer);
    await expect(hide(place, await storeOf(place))).rejects.toThrow('newer slurm-sb');
  });

  it('an older file, which knew only of those looked at, is looked through again', async () => {
    const { place } = homesPlace();
    await tick(place);
    const path = join(place.layout.state, 'opt-outs.json');
    const { sealJson } = await import('../../../src/platform/checked-json.ts');
    const state = (await knownOf(place))!;
    const older = { ...state, out: {}, homes: {}, cluster: undefined, never_looked: undefined, held_back: undefined };
    for (const file of [path, path.replace('.json', '.copy.json')])
      writeFileSync(file, sealJson(JSON.stringify(older)));
    await hide(place, await storeOf(place));
    expect(await knownOf(place)).toMatchObject({ cluster: 'bell', homes: { bob: 'in' }, never_looked: [] });
  });
});
