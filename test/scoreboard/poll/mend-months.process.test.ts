import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Month } from '../../../src/domain/calendar.ts';
import { openJson } from '../../../src/platform/checked-json.ts';
import type { Poll } from '../../../src/scoreboard/poll/open-poll.ts';
import { checkMonth } from '../../../src/scoreboard/rollups/check-month.ts';
import { cursorSchema } from '../../../src/scoreboard/rollups/cursor.ts';
import { resealed } from '../resealed.ts';
import { job, jobsOf, ReplayPlace, tick } from './replay-poll.ts';

const AUGUST = '2026-08' as Month;
const SEPTEMBER = '2026-09' as Month;
const KEYS = { rate_limit_per_min: '600', backfill_start: '2026-08-01' };
/** A tick makes two calls for slices of few rows: a month takes many. */
const SMALL = { ...KEYS, target_rows_per_call: '2', max_calls: '3', late_sweep_days: '0' };
/** Three jobs in August, two in September. */
const AUGUST_JOBS = ['2026-08-02T01:00:00Z', '2026-08-20T02:00:00Z', '2026-08-31T23:59:59Z'];
const KNOWN = [...AUGUST_JOBS, '2026-09-01T00:00:00Z', '2026-09-10T11:00:00Z'];
const rowsOf = (ends: readonly string[]): string => ends.map((end, index) => job(String(index + 1), end)).join('');

let place: ReplayPlace;
let poll: Poll & { root: string };

beforeEach(async () => {
  place = new ReplayPlace('2026-09-10T12:00:00Z');
  place.rows(rowsOf(KNOWN));
  poll = await place.poll(KEYS);
  await tick(poll);
  place.clock.set(Date.parse('2026-09-10T12:10:00Z'));
});

const rollups = (month: Month): unknown[] =>
  [poll.layout.monthly(month), poll.layout.daily(month)].map((path) => {
    const { rows, days } = JSON.parse(readFileSync(path, 'utf8'));
    return rows ?? days;
  });
const nextDay = (): void => place.clock.set(Date.parse('2026-09-11T00:10:00Z'));
const badFiles = (path: string): string[] => readdirSync(dirname(path)).filter((name) => name.endsWith('.bad'));
const faults = (month: Month): readonly unknown[] =>
  checkMonth({ layout: poll.layout, cluster: 'hammer', month }).faults;

describe('T6: a month both of whose rollups are gone', () => {
  it('is made anew within the tick, also later on a day', async () => {
    const before = rollups(AUGUST);
    for (const path of [poll.layout.daily(AUGUST), poll.layout.monthly(AUGUST)]) rmSync(path);
    const { report } = await tick(poll);
    expect(report).toMatchObject({ rebuilt_months: ['2026-08'] });
    expect(rollups(AUGUST)).toEqual(before);
  });
});

describe('T6: a damaged month is made anew from accounting', () => {
  describe.each(['daily', 'filter'] as const)('whose %s file', (kind) => {
    const cut = (path: string): void => truncateSync(path, readFileSync(path).length - 10);
    it.each([
      ['is cut', cut],
      ['is empty', (path: string) => truncateSync(path, 0)],
      ['is gone', (path: string) => rmSync(path)],
      [
        'is a folder',
        (path: string) => {
          rmSync(path);
          mkdirSync(path);
        },
      ],
      [
        'is that of another month',
        (path: string) => writeFileSync(path, readFileSync(path.replace('2026-09', '2026-08'))),
      ],
    ])('%s: within the tick that runs into it, what was there kept', async (_, harm) => {
      const before = rollups(AUGUST);
      const path = poll.layout[kind](SEPTEMBER);
      harm(path);
      const isThere = existsSync(path);
      place.rows(rowsOf([...KNOWN, '2026-09-10T12:05:00Z']));
      const { report, findings } = await tick(poll);
      expect(report).toMatchObject({ rebuilt_months: ['2026-09'], jobs: { new: 1 } });
      expect(findings).toEqual([]);
      expect(rollups(AUGUST)).toEqual(before);
      expect(await jobsOf(poll.root)).toBe(3);
      expect(faults(SEPTEMBER)).toEqual([]);
      expect(badFiles(path)).toHaveLength(isThere ? 1 : 0);
      expect(existsSync(join(poll.layout.rebuild, SEPTEMBER))).toBe(false);
      // Nothing is counted again, and what is new is counted.
      place.rows(rowsOf([...KNOWN, '2026-09-10T12:05:00Z', '2026-09-10T12:15:00Z']));
      place.clock.set(Date.parse('2026-09-10T12:20:00Z'));
      expect((await tick(poll)).report.jobs).toMatchObject({ new: 1 });
      expect(await jobsOf(poll.root)).toBe(4);
    });
  });

  it('an old month that nobody reads is found by the first tick of a day', async () => {
    const before = rollups(AUGUST);
    truncateSync(poll.layout.filter(AUGUST), 100);
    expect((await tick(poll)).report.rebuilt_months).toEqual([]);
    nextDay();
    expect((await tick(poll)).report.rebuilt_months).toEqual(['2026-08']);
    expect(rollups(AUGUST)).toEqual(before);
  });

  it('with all three files gone bad what accounting has is taken', async () => {
    const before = rollups(AUGUST);
    for (const kind of ['monthly', 'daily', 'filter'] as const) truncateSync(poll.layout[kind](AUGUST), 20);
    nextDay();
    expect((await tick(poll)).report.rebuilt_months).toEqual(['2026-08']);
    expect(rollups(AUGUST)).toEqual(before);
    expect(badFiles(poll.layout.daily(AUGUST))).toHaveLength(1);
  });

  it('over as many ticks as the limits want, while new jobs go on being counted', async () => {
    truncateSync(poll.layout.daily(AUGUST), 20);
    nextDay();
    place.rows(rowsOf([...KNOWN, '2026-09-11T00:05:00Z']));
    const small = await place.poll(SMALL, poll.root);
    const months: string[][] = [];
    for (let ticks = 0; ticks < 30 && months.flat().length === 0; ticks++) {
      months.push((await tick(small)).report.rebuilt_months);
      place.clock.set(place.clock.nowMs() + 600_000);
    }
    expect(months.length).toBeGreaterThan(2);
    expect(await jobsOf(poll.root)).toBe(3);
    expect(faults(AUGUST)).toEqual([]);
  });

  it('but not from an accounting that was purged: history does not shrink, and the rest goes on', async () => {
    const before = rollups(AUGUST);
    truncateSync(poll.layout.filter(AUGUST), 100);
    place.rows(rowsOf(KNOWN).split('\n').slice(2).join('\n'));
    nextDay();
    const { report } = await tick(poll);
    expect(report).toMatchObject({ stopped: 'caught-up', rebuilt_months: [] });
    expect(rollups(AUGUST)).toEqual(before);
    const calls = place.calls().length;
    place.clock.set(place.clock.nowMs() + 600_000);
    await tick(poll);
    expect(place.calls().length).toBe(calls + 1);
    // Accounting was put back: a week later it is asked again.
    place.rows(rowsOf(KNOWN));
    place.clock.set(place.clock.nowMs() + 8 * 86_400_000);
    expect((await tick(poll)).report.rebuilt_months).toEqual(['2026-08']);
    expect(faults(AUGUST)).toEqual([]);
  });

  it('a month in work that accounting knows less of stops the tick, and says what to do', async () => {
    truncateSync(poll.layout.filter(SEPTEMBER), 100);
    place.rows(job('9', '2026-09-10T12:05:00Z'));
    await expect(tick(poll)).rejects.toThrow(
      /only 0 of the 2 runs of 2026-09, .* put back its three files .* verify --cluster hammer --month 2026-09 --repair/,
    );
    expect(await jobsOf(poll.root)).toBe(2);
    const health = JSON.parse(readFileSync(poll.layout.health, 'utf8'));
    expect(health.last_error.message).toMatch(/only 0 of the 2 runs/);
  });

  it('what an admin puts back from a backup in the meantime stands', async () => {
    const filter = poll.layout.filter(AUGUST);
    const good = readFileSync(filter);
    truncateSync(filter, 100);
    place.rows('');
    nextDay();
    await tick(poll);
    writeFileSync(filter, good);
    place.clock.set(place.clock.nowMs() + 600_000);
    await tick(poll);
    expect(existsSync(join(poll.layout.rebuild, AUGUST))).toBe(false);
    expect(faults(AUGUST)).toEqual([]);
  });

  it.each(['daily', 'monthly'] as const)('a %s file of a newer version is left alone', async (kind) => {
    const path = poll.layout[kind](AUGUST);
    const newer = resealed(readFileSync(path), '"schema_version":1', '"schema_version":2');
    writeFileSync(path, newer);
    nextDay();
    await tick(poll).catch(() => undefined);
    expect(readFileSync(path, 'utf8')).toBe(newer);
    expect(badFiles(path)).toEqual([]);
  });

  it('a rebuild whose own files were damaged begins again', async () => {
    truncateSync(poll.layout.daily(AUGUST), 20);
    nextDay();
    const small = await place.poll(SMALL, poll.root);
    for (let ticks = 0; ticks < 2; ticks++) {
      await tick(small);
      place.clock.set(place.clock.nowMs() + 600_000);
    }
    const scratch = join(poll.layout.rebuild, AUGUST);
    for (const name of readdirSync(scratch, { recursive: true, encoding: 'utf8' })) {
      if (/\.(json|bloom)$/.test(name)) truncateSync(join(scratch, name), 10);
    }
    const { report } = await tick(await place.poll(KEYS, poll.root));
    expect(report.rebuilt_months).toEqual(['2026-08']);
    expect(faults(AUGUST)).toEqual([]);
    expect(await jobsOf(poll.root, '2026-08')).toBe(3);
  });
});

describe('T6: files of something else in the place of a month', () => {
  const JUNE = '2026-06' as Month;
  const KINDS = ['monthly', 'daily', 'filter'] as const;
  const copyTo = (month: Month, kinds: readonly (typeof KINDS)[number][]): void => {
    for (const kind of kinds) writeFileSync(poll.layout[kind](month), readFileSync(poll.layout[kind](SEPTEMBER)));
  };
  const isThere = (month: Month): boolean => KINDS.some((kind) => existsSync(poll.layout[kind](month)));
  const published = (): number => {
    const board = JSON.parse(readFileSync(join(poll.root, 'leaderboards/alltime.json'), 'utf8'));
    return board.users.reduce((sum: number, { values }: { values: { jobs: number } }) => sum + values.jobs, 0);
  };

  it.each([[['monthly', 'daily']], [['monthly']], [['daily']], [KINDS]] as (readonly (typeof KINDS)[number][])[][])(
    'before all that was ever read, %j: never counted, set aside by the next ticks, and nothing is left of it',
    async (kinds) => {
      copyTo(JUNE, kinds);
      const { findings } = await tick(poll);
      expect(findings).not.toEqual([]);
      expect(published()).toBe(5);
      place.rows(rowsOf([...KNOWN, '2026-09-10T12:15:00Z']));
      place.clock.set(Date.parse('2026-09-10T12:20:00Z'));
      expect((await tick(poll)).findings).toEqual([]);
      expect(published()).toBe(6);
      expect(isThere(JUNE)).toBe(false);
      expect(existsSync(join(poll.layout.rebuild, JUNE))).toBe(false);
      for (const kind of kinds) expect(badFiles(poll.layout[kind](JUNE))).toHaveLength(1);
    },
  );

  it.each([[['monthly', 'daily']], [['filter']], [KINDS]] as (readonly (typeof KINDS)[number][])[][])(
    '%j of a month that was never read: found by the first tick of a day',
    async (kinds) => {
      for (const month of [JUNE, '2027-03' as Month]) copyTo(month, kinds);
      nextDay();
      const { findings } = await tick(poll);
      expect([isThere(JUNE), isThere('2027-03' as Month)]).toEqual([false, false]);
      expect(findings).toEqual([]);
      expect(published()).toBe(5);
    },
  );

  it.each([[['monthly', 'daily']], [KINDS]] as (readonly (typeof KINDS)[number][])[][])(
    '%j of a month that was read: made anew by the next tick, what was there kept',
    async (kinds) => {
      const before = rollups(AUGUST);
      copyTo(AUGUST, kinds);
      expect((await tick(poll)).findings).not.toEqual([]);
      expect(published()).toBe(5);
      place.clock.set(Date.parse('2026-09-10T12:20:00Z'));
      expect(await tick(poll)).toMatchObject({ report: { rebuilt_months: ['2026-08'] }, findings: [] });
      expect(rollups(AUGUST)).toEqual(before);
      expect(published()).toBe(5);
      for (const kind of kinds) expect(badFiles(poll.layout[kind](AUGUST))).toHaveLength(1);
    },
  );

  it('one that boards and user files were already made of goes by the next tick too', async () => {
    copyTo(JUNE, ['monthly', 'daily']);
    const { checksum } = JSON.parse(readFileSync(poll.layout.monthly(JUNE), 'utf8'));
    const derived = readFileSync(poll.layout.derived);
    writeFileSync(poll.layout.derived, resealed(derived, '"months":{', `"months":{"${JUNE}":"${checksum}",`));
    expect((await tick(poll)).findings).not.toEqual([]);
    place.clock.set(Date.parse('2026-09-10T12:20:00Z'));
    expect((await tick(poll)).findings).toEqual([]);
    expect([isThere(JUNE), published()]).toEqual([false, 5]);
  });

  it('a month that was ingested before all that was polled is read again as a whole, not dropped', async () => {
    const later = await place.poll({ ...KEYS, backfill_start: '2026-09-01' });
    place.clock.set(Date.parse('2026-09-10T12:00:00Z'));
    await tick(later);
    for (const kind of KINDS) writeFileSync(later.layout[kind](AUGUST), readFileSync(poll.layout[kind](AUGUST)));
    truncateSync(later.layout.daily(AUGUST), 20);
    nextDay();
    expect((await tick(later)).report.rebuilt_months).toEqual(['2026-08']);
    expect(await jobsOf(later.root, '2026-08')).toBe(3);
  });
});

describe('T6: a folder in the place of a file that the next commit writes', () => {
  const LATER = [...KNOWN, '2026-09-10T12:05:00Z'];
  const folderFor = (path: string): void => {
    rmSync(path);
    mkdirSync(join(path, 'deep'), { recursive: true });
  };
  const pathOf = (kind: 'monthly' | 'daily' | 'filter' | 'cursor'): string =>
    kind === 'cursor' ? poll.layout.cursor : poll.layout[kind](SEPTEMBER);

  it.each(['monthly', 'daily', 'filter', 'cursor'] as const)('%s: within the day, every run once', async (kind) => {
    folderFor(pathOf(kind));
    place.rows(rowsOf(LATER));
    await tick(poll);
    expect(await jobsOf(poll.root)).toBe(3);
    expect(await jobsOf(poll.root, '2026-08')).toBe(3);
    expect(faults(SEPTEMBER)).toEqual([]);
    expect(badFiles(pathOf(kind))).toHaveLength(1);
    place.clock.set(Date.parse('2026-09-10T12:20:00Z'));
    expect((await tick(poll)).report.jobs).toMatchObject({ new: 0 });
  });

  it.each(['monthly', 'daily', 'filter', 'cursor'] as const)(
    '%s, of a commit that was cut: it is finished',
    async (kind) => {
      const paths = (['daily', 'monthly', 'filter', 'cursor'] as const).map(pathOf);
      const before = paths.map((path) => readFileSync(path));
      const { commit } = JSON.parse(String(before[3]));
      place.rows(rowsOf(LATER));
      await tick(poll);
      const staged = paths.map((path) =>
        join(dirname(path), `.${basename(path)}.${commit + 1}.0123456789abcdef.staged`),
      );
      const after = readFileSync(poll.layout.cursor);
      const cursor = resealed(after, `"commit":${JSON.parse(String(after)).commit}`, `"commit":${commit + 1}`);
      for (const [index, path] of paths.entries()) {
        writeFileSync(staged[index]!, path === poll.layout.cursor ? cursor : readFileSync(path));
        writeFileSync(path, before[index]!);
      }
      const local = (path: string): string => relative(poll.layout.base, path);
      const moves = paths.map((path, index) => ({ from: local(staged[index]!), to: local(path) }));
      writeFileSync(join(poll.layout.state, `commit.${commit + 1}`), JSON.stringify({ number: commit + 1, moves }));
      folderFor(pathOf(kind));
      place.clock.set(Date.parse('2026-09-10T12:20:00Z'));
      expect((await tick(poll)).report.jobs).toMatchObject({ new: 0 });
      expect(await jobsOf(poll.root)).toBe(3);
      expect(faults(SEPTEMBER)).toEqual([]);
      expect(badFiles(pathOf(kind))).toHaveLength(1);
      expect(readdirSync(poll.layout.state).filter((name) => name.startsWith('commit.'))).toEqual([]);
    },
  );
});

describe('T2: a commit whose record was damaged', () => {
  /** Puts state back as it was, but for the files that a cut commit had renamed. */
  async function cutCommit(renamed: readonly ('daily' | 'monthly' | 'filter')[]): Promise<void> {
    const paths = ['daily', 'monthly', 'filter'].map((kind) => poll.layout[kind as 'daily'](SEPTEMBER));
    const old = new Map([...paths, poll.layout.cursor].map((path) => [path, readFileSync(path)]));
    const { commit } = JSON.parse(String(old.get(poll.layout.cursor)));
    place.rows(rowsOf([...KNOWN, '2026-09-10T12:05:00Z', '2026-09-10T12:06:00Z']));
    await tick(poll);
    for (const [path, bytes] of old) {
      if (!renamed.some((kind) => poll.layout[kind](SEPTEMBER) === path)) writeFileSync(path, bytes);
    }
    writeFileSync(join(poll.layout.state, `commit.${commit + 1}`), '{"number":');
    place.clock.set(Date.parse('2026-09-10T12:20:00Z'));
  }

  it.each([[[]], [['daily']], [['daily', 'monthly']], [['daily', 'monthly', 'filter']]] as const)(
    'after %j were renamed: every run once',
    async (renamed) => {
      await cutCommit(renamed);
      await tick(poll);
      expect(await jobsOf(poll.root)).toBe(4);
      expect(faults(SEPTEMBER)).toEqual([]);
      const left = readdirSync(poll.layout.state).filter((name) => name.startsWith('commit.'));
      expect(left).toEqual([expect.stringMatching(/\.bad$/)]);
    },
  );

  it('and the cursor is whole again', async () => {
    await cutCommit(['daily']);
    await tick(poll);
    expect(openJson(readFileSync(poll.layout.cursor), cursorSchema).ok).toBe(true);
  });
});

it('a cluster whose folder was put back from another place goes on', async () => {
  const base = poll.layout.base;
  renameSync(base, `${base}.moved`);
  renameSync(`${base}.moved`, base);
  expect((await tick(poll)).report.jobs).toMatchObject({ new: 0 });
});

it('the first tick of a day removes what programs left that were killed while they wrote', async () => {
  const [old, young] = ['0123456789abcdef', 'fedcba9876543210'].map((digits) =>
    join(dirname(poll.layout.health), `.health.json.${digits}.lone`),
  ) as [string, string];
  writeFileSync(old, 'half');
  utimesSync(old, 1, 1);
  writeFileSync(young, 'half');
  await tick(poll);
  expect([existsSync(old), existsSync(young)]).toEqual([true, true]);
  nextDay();
  await tick(poll);
  expect([existsSync(old), existsSync(young)]).toEqual([false, true]);
});
