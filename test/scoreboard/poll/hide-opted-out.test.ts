import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Month } from '../../../src/domain/calendar.ts';
import { emptyFolder } from '../place.ts';
import { countJobs, hide, hidingPlace, jobsByUser, MONTHS, NO_HOMES, storeOf } from './hiding-place.ts';

const JULY = MONTHS[0] as string as Month;
const modeOf = (path: string): string => (statSync(path).mode & 0o7777).toString(8);

async function countedPlace(config = NO_HOMES) {
  const place = hidingPlace(config);
  await countJobs(await storeOf(place));
  const optOut = (text: string): void => writeFileSync(join(place.root, 'config/optout.txt'), text);
  return { place, optOut };
}

describe('F6 hiding whoever has opted out', () => {
  it('nothing is written while nobody has', async () => {
    const { place } = await countedPlace();
    const before = readFileSync(place.layout.cursor, 'utf8');
    const { counting, findings } = await hide(place, await storeOf(place));
    expect([counting.countedName('alice'), findings]).toEqual(['alice', []]);
    expect(readFileSync(place.layout.cursor, 'utf8')).toBe(before);
  });

  it('months that are half read are begun again; their notes stay', async () => {
    const { place, optOut } = await countedPlace();
    const { rebuild, verify } = place.layout;
    for (const path of [join(rebuild, '2026-07/agg'), join(verify, '2026-08/agg')]) {
      mkdirSync(path, { recursive: true });
      writeFileSync(join(path, 'x.json'), 'alice');
    }
    optOut('alice');
    await hide(place, await storeOf(place));
    expect(existsSync(verify)).toBe(false);
    expect([readdirSync(rebuild), readdirSync(join(rebuild, '2026-07'))]).toEqual([['2026-07'], []]);
  });

  describe('what the ticks know of who has opted out by a mark at home', () => {
    const HOMES = { ...NO_HOMES, home_looks_per_tick: 100 };
    const [FILE, COPY] = ['opt-outs.json', 'opt-outs.copy.json'];

    /** Alice has opted out by a mark at home, and homes cannot be seen any more. */
    async function markedPlace() {
      const homes = emptyFolder();
      mkdirSync(join(homes, 'alice'));
      writeFileSync(join(homes, 'alice/.slurm_scoreboard_optout'), '');
      const { place } = await countedPlace({ ...HOMES, home_root: homes });
      await hide(place, await storeOf(place));
      rmSync(homes, { recursive: true });
      return place;
    }

    const HARMS: [string, (path: string) => void][] = [
      ['cut', (path) => truncateSync(path, 40)],
      ['emptied', (path) => truncateSync(path, 0)],
      ['gone', (path) => rmSync(path)],
      [
        'a folder',
        (path) => {
          rmSync(path);
          mkdirSync(path);
        },
      ],
      [
        'a pipe',
        (path) => {
          rmSync(path);
          execFileSync('mkfifo', [path]);
        },
      ],
    ];

    it.each(HARMS)('is read from its copy, or the other way round, where one is %s', async (_, harm) => {
      const place = await markedPlace();
      for (const name of [FILE, COPY]) {
        harm(join(place.layout.state, name!));
        const { counting } = await hide(place, await storeOf(place));
        expect(counting.countedName('alice'), name).toBe('(opted-out)');
        for (const file of [FILE, COPY]) expect(modeOf(join(place.layout.state, file!))).toBe('660');
      }
    });

    it('is asked of a maintainer where both are damaged: nothing is counted meanwhile', async () => {
      const place = await markedPlace();
      for (const name of [FILE, COPY]) truncateSync(join(place.layout.state, name!), 40);
      await expect(hide(place, await storeOf(place))).rejects.toThrow(/put it back from a backup/);
    });
  });

  it('a damaged month is closed to others and told; the others are rewritten', async () => {
    const { place, optOut } = await countedPlace();
    const damaged = place.layout.daily(JULY);
    writeFileSync(damaged, readFileSync(damaged, 'utf8').slice(0, -30), { mode: 0o664 });
    chmodSync(damaged, 0o664);
    optOut('alice');
    const { findings } = await hide(place, await storeOf(place));
    expect(findings).toEqual([
      `bell: ${damaged}: it is not a JSON object; it names somebody who has opted out; only maintainers may read it ` +
        'now, and it is rewritten once it is mended',
    ]);
    expect(modeOf(damaged)).toBe('660');
    expect(await jobsByUser(place.layout)).toEqual({
      'month (opted-out)': 9,
      'month bob': 9,
      'days (opted-out)': 6,
      'days bob': 6,
    });
  });

  it('user files, what is left of them, and caches go; logs and bad files that name them are closed', async () => {
    const { place, optOut } = await countedPlace();
    const { layout } = place;
    for (const folder of [layout.users, layout.logs]) mkdirSync(folder, { recursive: true });
    const put = (path: string, text = 'x'): void => {
      writeFileSync(path, text);
      chmodSync(path, 0o664);
    };
    const users = [
      'alice.json',
      'alice.json.20260101T000000Z.bad',
      '.alice.json.0123456789abcdef.lone',
      'alicea.json',
      'bob.json',
    ];
    for (const name of users) put(join(layout.users, name));
    put(layout.derived);
    put(layout.boardSums);
    put(layout.boardSumsNow);
    put(join(layout.logs, 'poll-2026-08.jsonl'), '{"text":"1|ALICE|x"}\n');
    put(join(layout.logs, 'poll-2026-09.jsonl'), '{"text":"1|bob|x"}\n');
    put(join(layout.monthlyFolder, '2026-07.json.20260101T000000Z.bad'));
    optOut('alice');
    await hide(place, await storeOf(place));
    expect(readdirSync(layout.users)).toEqual(['alicea.json', 'bob.json']);
    expect([layout.derived, layout.boardSums, layout.boardSumsNow].filter(existsSync)).toEqual([]);
    expect(modeOf(join(layout.logs, 'poll-2026-08.jsonl'))).toBe('660');
    expect(modeOf(join(layout.logs, 'poll-2026-09.jsonl'))).toBe('664');
    expect(modeOf(join(layout.monthlyFolder, '2026-07.json.20260101T000000Z.bad'))).toBe('660');
    expect(modeOf(join(layout.state, 'opt-outs.json'))).toBe('660');
  });

  it('a month whose days are kept no more is rewritten too', async () => {
    const { place, optOut } = await countedPlace();
    rmSync(place.layout.daily(JULY));
    optOut('alice');
    const { findings } = await hide(place, await storeOf(place));
    expect(findings).toEqual([]);
    expect(await jobsByUser(place.layout)).toMatchObject({ 'month (opted-out)': 9, 'days (opted-out)': 6 });
  });

  it('who opts in again is counted by name; what was counted stays', async () => {
    const { place, optOut } = await countedPlace();
    optOut('alice');
    await hide(place, await storeOf(place));
    optOut('');
    const { counting } = await hide(place, await storeOf(place));
    expect(counting.countedName('alice')).toBe('alice');
    expect(await jobsByUser(place.layout)).toMatchObject({ 'month (opted-out)': 9 });
  });

  it.each([
    ['a folder in place of config/optout.txt', 'config/optout.txt', (path: string) => mkdirSync(path)],
    ['a file in place of optout.d', 'optout.d', (path: string) => writeFileSync(path, '')],
    ['a link in place of optout.d', 'optout.d', (path: string) => symlinkSync('/tmp', path)],
  ])('%s stops everything', async (_, name, put) => {
    const { place } = await countedPlace();
    put(join(place.root, name));
    const store = await storeOf(place);
    await expect(hide(place, store)).rejects.toThrow('nobody is shown');
  });

  it('pseudonyms close what holds names, and open it again', async () => {
    const { place } = await countedPlace();
    const { layout } = place;
    const rollup = layout.monthly(JULY);
    const modes = (): string[] => [dirname(layout.users), layout.monthlyFolder, rollup].map(modeOf);
    await hide({ ...place, config: { ...NO_HOMES, pseudonyms: true } }, await storeOf(place));
    expect(modes()).toEqual(['2770', '2770', '660']);
    // What a commit writes meanwhile has the mode of all its files.
    const committed = [layout.cursor, layout.filter(JULY)];
    for (const path of committed) chmodSync(path, 0o660);
    await hide(place, await storeOf(place));
    expect(modes()).toEqual(['2775', '2775', '664']);
    expect([...committed, layout.seen].map(modeOf)).toEqual(['664', '664', '2775']);
  });
});
