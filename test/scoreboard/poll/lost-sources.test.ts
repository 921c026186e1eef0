import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Month } from '../../../src/domain/calendar.ts';
import { noOptOuts, writeOptOutState } from '../../../src/scoreboard/privacy/opt-out-state.ts';
import { clusterLayout } from '../../../src/scoreboard/rollups/root-layout.ts';
import { countJobs, hide, hidingPlace, jobsByUser, knownOf, MONTHS, storeOf } from './hiding-place.ts';

const isRoot = process.getuid?.() === 0;
const ALICE_IS_OUT = { 'month (opted-out)': 9, 'month bob': 9 };
/** Numbers that no system has a name for. */
const [NOBODYS, ANOTHER] = [3_999_999_001, 3_999_999_002];

async function countedPlace() {
  const place = hidingPlace();
  await countJobs(await storeOf(place));
  mkdirSync(join(place.root, 'optout.d'), { mode: 0o1777 });
  return place;
}
const list = (root: string): string => join(root, 'config/optout.txt');

describe('F6 a source that is gone', () => {
  it('the list: whoever is out by it stays out until there is one again', async () => {
    const place = await countedPlace();
    writeFileSync(list(place.root), 'alice\n');
    await hide(place, await storeOf(place));
    rmSync(list(place.root));
    const { counting, findings } = await hide(place, await storeOf(place));
    expect(counting.countedName('alice')).toBe('(opted-out)');
    expect(findings).toEqual([
      `${list(place.root)}: it is not there, though somebody is known to be out by it: they stay out. Put it back from ` +
        `a backup; or make an empty ${list(place.root)}, which lets them be shown again.`,
    ]);
    writeFileSync(list(place.root), '');
    const again = await hide(place, await storeOf(place));
    expect([again.counting.countedName('alice'), again.findings]).toEqual(['alice', []]);
  });

  it('a cluster that is new meanwhile knows them from the others', async () => {
    const place = await countedPlace();
    writeFileSync(list(place.root), 'alice\n');
    await hide(place, await storeOf(place));
    rmSync(list(place.root));
    const other = { ...place, cluster: 'hammer', layout: clusterLayout(place.root, 'hammer') };
    const { counting } = await hide(other, await storeOf(other));
    expect(counting.countedName('alice')).toBe('(opted-out)');
  });

  it.runIf(isRoot)('the folder: it is not made anew, and who is out by it stays out', async () => {
    const place = await countedPlace();
    const folder = join(place.root, 'optout.d');
    writeFileSync(join(folder, 'alice'), '');
    chownSync(join(folder, 'alice'), NOBODYS, 0);
    await hide(place, await storeOf(place));
    rmSync(folder, { recursive: true });
    const { counting, findings } = await hide(place, await storeOf(place));
    expect([counting.countedName('alice'), existsSync(folder)]).toEqual(['(opted-out)', false]);
    expect(findings).toEqual([expect.stringContaining('mkdir -m 1777')]);
    mkdirSync(folder);
    expect((await hide(place, await storeOf(place))).counting.countedName('alice')).toBe('alice');
  });

  it('the folder, while nobody is out by it: it is made', async () => {
    const place = await countedPlace();
    rmSync(join(place.root, 'optout.d'), { recursive: true });
    expect((await hide(place, await storeOf(place))).findings).toEqual([]);
    expect(statSync(join(place.root, 'optout.d')).mode & 0o7777).toBe(0o1777);
  });
});

describe.runIf(isRoot)('F6 owners that tell nothing', () => {
  it('a number without a name: whoever the file is named after is out', async () => {
    const place = await countedPlace();
    writeFileSync(join(place.root, 'optout.d/alice'), '');
    chownSync(join(place.root, 'optout.d/alice'), NOBODYS, 0);
    const { counting } = await hide(place, await storeOf(place));
    expect(counting.countedName('alice')).toBe('(opted-out)');
    expect(await jobsByUser(place.layout)).toMatchObject(ALICE_IS_OUT);
  });

  it('a copy that lost the owner: who was out stays out while a file bears their name', async () => {
    const place = await countedPlace();
    const file = join(place.root, 'optout.d/alice');
    writeFileSync(file, '');
    chownSync(file, NOBODYS, 0);
    await hide(place, await storeOf(place));
    chownSync(file, 0, 0);
    expect((await hide(place, await storeOf(place))).counting.countedName('alice')).toBe('(opted-out)');
    chownSync(file, ANOTHER, 0);
    expect((await hide(place, await storeOf(place))).counting.countedName('alice')).toBe('(opted-out)');
    rmSync(file);
    expect((await hide(place, await storeOf(place))).counting.countedName('alice')).toBe('alice');
  });
});

describe('F6 a damaged month', () => {
  const July = MONTHS[0] as string as Month;
  it.each([
    ['its lines joined', (text: string) => text.replaceAll('\n', '').slice(0, -9)],
    ['blanks before its rows', (text: string) => text.replaceAll('["', '  [ "').slice(0, -9)],
    ['in another encoding', (text: string) => text.split('').join('\0')],
    ['cut before its rows', (text: string) => text.slice(0, 40)],
  ])('%s is closed to others', async (_, harm) => {
    const place = await countedPlace();
    const path = place.layout.daily(July);
    writeFileSync(path, harm(readFileSync(path, 'utf8')));
    chmodSync(path, 0o664);
    writeFileSync(list(place.root), 'alice\n');
    await hide(place, await storeOf(place));
    expect(statSync(path).mode & 0o7777).toBe(0o660);
  });

  it('stays open while nobody is out', async () => {
    const place = await countedPlace();
    const path = place.layout.daily(July);
    writeFileSync(path, readFileSync(path, 'utf8').slice(0, 40));
    chmodSync(path, 0o664);
    await hide(place, await storeOf(place));
    expect(statSync(path).mode & 0o7777).toBe(0o664);
  });
});

describe('F6 what the ticks of another cluster know', () => {
  it('is damaged in this one’s place: the copy counts', async () => {
    const place = await countedPlace();
    writeFileSync(list(place.root), 'alice\n');
    await hide(place, await storeOf(place));
    const other = { ...place, cluster: 'hammer', layout: clusterLayout(place.root, 'hammer') };
    writeFileSync(list(place.root), '');
    await hide(other, await storeOf(other));
    rmSync(list(place.root));
    const strange = readFileSync(join(other.layout.state, 'opt-outs.json'));
    writeFileSync(join(place.layout.state, 'opt-outs.json'), strange);
    expect((await hide(place, await storeOf(place))).counting.countedName('alice')).toBe('(opted-out)');
    expect((await knownOf(place))?.cluster).toBe('bell');
    for (const name of ['opt-outs.json', 'opt-outs.copy.json']) writeFileSync(join(place.layout.state, name), strange);
    await expect(hide(place, await storeOf(place))).rejects.toThrow('it is of the cluster hammer');
  });
});

describe('F6 a list that forgets somebody who has a mark at home', () => {
  it('puts nobody back whom the ticks of another cluster know by the mark', async () => {
    const place = await countedPlace();
    writeFileSync(list(place.root), 'alice\n');
    await hide(place, await storeOf(place));
    const marked = clusterLayout(place.root, 'amber');
    await writeOptOutState(marked, { ...noOptOuts('amber'), out: { alice: { by: 'home', uid: null } } });
    writeFileSync(list(place.root), '');
    const { counting } = await hide(place, await storeOf(place));
    expect(counting.countedName('alice')).toBe('(opted-out)');
  });
});
