import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Month } from '../../../src/domain/calendar.ts';
import type { Poll } from '../../../src/scoreboard/poll/open-poll.ts';
import type { Verification } from '../../../src/scoreboard/poll/verification.ts';
import { verifyMonth } from '../../../src/scoreboard/poll/verify-month.ts';
import { verifyText } from '../../../src/scoreboard/poll/verify-text.ts';
import { clusterLayout } from '../../../src/scoreboard/rollups/root-layout.ts';
import { job, jobsOf, ReplayPlace, tick } from './replay-poll.ts';

const AUGUST = '2026-08' as Month;
const KEYS = { rate_limit_per_min: '600', backfill_start: '2026-08-01' };
const ENDS = ['2026-08-02T01:00:00Z', '2026-08-20T02:00:00Z', '2026-08-31T23:59:59Z', '2026-09-10T11:00:00Z'];
const ROWS = ENDS.map((end, index) => job(String(index + 1), end));
/** A job of somebody else that was recorded after everybody had looked. */
const LATE = job('9', '2026-08-15T00:00:00Z').replaceAll('alice', 'bob');

let place: ReplayPlace;
let poll: Poll & { root: string };

beforeEach(async () => {
  place = new ReplayPlace('2026-09-20T12:00:00Z');
  place.rows(ROWS.join(''));
  poll = await place.poll(KEYS);
  await tick(poll);
  place.clock.set(Date.parse('2026-09-20T12:10:00Z'));
});

async function verify(how: { repair?: boolean; allowShrink?: boolean; month?: Month; keys?: Record<string, string> }) {
  const { config, around } = await place.around({ ...KEYS, ...how.keys }, poll.root);
  return verifyMonth(around, {
    config,
    root: poll.root,
    cluster: 'hammer',
    layout: poll.layout,
    month: how.month ?? AUGUST,
    repair: how.repair === true,
    allowShrink: how.allowShrink === true,
    onProgress: () => undefined,
  });
}

const file = (kind: 'monthly' | 'daily' | 'filter'): string => poll.layout[kind](AUGUST);
const rollup = (): Record<string, number[]> =>
  Object.fromEntries(
    JSON.parse(readFileSync(file('monthly'), 'utf8')).rows.map(([user, account, ...rest]: [string, string, number]) => [
      `${user} ${account}`,
      rest,
    ]),
  );
const bad = (): number => readdirSync(dirname(file('monthly'))).filter((name) => name.endsWith('.bad')).length;
const plain = { style: { unicode: true, paint: (text: string) => text, width: 100 }, command: 'slurm-sb verify' };

it('what is half read is for maintainers alone, and goes when somebody opts out', async () => {
  writeFileSync(join(place.home, 'widest'), '86400');
  await expect(verify({ keys: { max_calls: '12' } })).rejects.toThrow('not read to its end');
  const { verify: folder, base } = poll.layout;
  expect((statSync(folder).mode & 0o7777).toString(8)).toBe('2770');
  expect(existsSync(join(folder, AUGUST))).toBe(true);
  mkdirSync(join(poll.root, 'config'), { recursive: true });
  writeFileSync(join(poll.root, 'config/optout.txt'), 'alice\n');
  await tick(poll);
  expect(existsSync(folder)).toBe(false);
  const files = readdirSync(base, { recursive: true, encoding: 'utf8' }).map((name) => join(base, name));
  const open = files.filter((path) => statSync(path).isFile() && (statSync(path).mode & 0o004) !== 0);
  expect(open.filter((path) => readFileSync(path, 'latin1').includes('alice'))).toEqual([]);
});

describe('C10 verify', () => {
  it('a month that accounting still tells the same of', async () => {
    const found = await verify({});
    expect(found).toMatchObject({ outcome: 'equal', jobs: { rollup: 3, accounting: 3 }, differences: [], damaged: [] });
    expect(verifyText(found, plain)).toBe(
      'hammer 2026-08 (ended from 2026-08-01T00:00:00Z until before 2026-09-01T00:00:00Z): 3 jobs in the rollup, ' +
        '3 in accounting; 1 call\nequal: every counter of every user\n',
    );
    expect(existsSync(join(poll.layout.verify, AUGUST))).toBe(false);
  });

  it('the last complete month when none is named', async () => {
    expect((await verify({ month: null as never })).month).toBe('2026-08');
  });

  it('a record that came later than the late sweep: said, and with --repair counted, on the boards too', async () => {
    place.rows(ROWS.join('') + LATE);
    const before = rollup();
    const found = await verify({});
    expect(found).toMatchObject({
      outcome: 'differs',
      known_less: [],
      jobs: { rollup: 3, accounting: 4 },
      differences: [{ user: 'bob', account: 'chem', counters: { jobs: { rollup: 0, accounting: 1 } } }],
    });
    expect(verifyText(found, plain).split('\n').slice(1, 4)).toEqual([
      'user  account    jobs   CPU hours  GPU hours  also differs',
      'bob   chem     0 -> 1  0.0 -> 0.0          =  elapsed_seconds, node_seconds and 9 more',
      '1 user differs (rollup -> accounting); to take what accounting says: slurm-sb verify --repair',
    ]);
    expect(rollup()).toEqual(before);
    expect(await verify({ repair: true })).toMatchObject({ outcome: 'repaired', findings: [] });
    expect(rollup()['alice chem']).toEqual(before['alice chem']);
    expect(rollup()['bob chem']?.[0]).toBe(1);
    expect(await verify({})).toMatchObject({ outcome: 'equal' });
    const users = JSON.parse(readFileSync(join(poll.layout.users, 'bob.json'), 'utf8'));
    expect(Object.keys(users.months)).toEqual(['2026-08']);
    // The run is in the filter now: a re-read finds nothing new.
    const again = await place.poll({ ...KEYS, late_sweep_days: '60' }, poll.root);
    place.clock.set(Date.parse('2026-09-21T12:10:00Z'));
    expect((await tick(again)).report.jobs).toMatchObject({ new: 0 });
  });

  it('a record that was corrected: what differs is named, and taken', async () => {
    place.rows(ROWS.join('').replace('1|alice|COMPLETED|60|', '1|alice|FAILED|90|'));
    const found = await verify({ repair: true });
    expect(found).toMatchObject({ outcome: 'repaired', known_less: [] });
    expect(found.differences[0]?.counters).toMatchObject({
      failed_jobs: { rollup: 0, accounting: 1 },
      elapsed_seconds: { rollup: 180, accounting: 210 },
      cpu_seconds: { rollup: 360, accounting: 420 },
    });
    expect(await jobsOf(poll.root, '2026-08')).toBe(3);
  });

  describe('where accounting knows less, repair is refused, and with --allow-shrink keeps the old files', () => {
    const withoutSteps = ROWS.join('').replace(/^\d+\.batch.*\n/gm, '');
    it.each([
      ['jobs were purged', ROWS.slice(1).join(''), 2, ['alice']],
      ['steps were purged', withoutSteps, 3, ['alice']],
      ['one user’s job was purged while another’s came late', ROWS.slice(1).join('') + LATE, 3, ['alice']],
    ])('%s', async (_, rows, accounting, users) => {
      place.rows(rows);
      const before = readFileSync(file('monthly'), 'utf8');
      const found = await verify({ repair: true });
      expect(found).toMatchObject({ outcome: 'refused', known_less: users, jobs: { rollup: 3, accounting } });
      expect(verifyText(found, plain)).toMatch(/not repaired: accounting knows less of alice .*--allow-shrink/);
      expect(readFileSync(file('monthly'), 'utf8')).toBe(before);
      expect(await verify({ repair: true, allowShrink: true })).toMatchObject({ outcome: 'repaired' });
      expect(await jobsOf(poll.root, '2026-08')).toBe(accounting);
      expect(bad()).toBe(1);
      const kept = readdirSync(dirname(file('monthly'))).find((name) => name.endsWith('.bad'))!;
      const modes = [kept, basename(file('monthly'))].map(
        (name) => statSync(join(dirname(file('monthly')), name)).mode & 0o777,
      );
      expect(modes).toEqual([0o660, 0o664]);
    });

    it('also where only the filter can still be read, and knows of more; what was damaged is kept', async () => {
      place.rows(ROWS.slice(1).join(''));
      for (const kind of ['monthly', 'daily'] as const) truncateSync(file(kind), 40);
      const found = await verify({ repair: true });
      expect(found).toMatchObject({ outcome: 'refused', jobs: { rollup: null, known: 3, accounting: 2 } });
      expect(verifyText(found, plain)).toMatch(/accounting knows less than is known, 2 of 3 jobs/);
      place.rows(ROWS.join(''));
      expect(await verify({ repair: true })).toMatchObject({ outcome: 'repaired' });
      expect(await jobsOf(poll.root, '2026-08')).toBe(3);
      expect(bad()).toBe(1);
    });

    it('accounting that shows nothing at all', async () => {
      place.rows('');
      const found = await verify({ repair: true });
      expect(found).toMatchObject({ outcome: 'refused', jobs: { rollup: 3, accounting: 0 } });
      expect(await jobsOf(poll.root, '2026-08')).toBe(3);
      expect(await verify({ repair: true, allowShrink: true })).toMatchObject({ outcome: 'repaired' });
      expect(await jobsOf(poll.root, '2026-08')).toBe(0);
      expect(await verify({})).toMatchObject({ outcome: 'equal', jobs: { rollup: 0, accounting: 0 } });
    });
  });

  it.each(['monthly', 'daily', 'filter'] as const)(
    'a damaged %s file is said, and made anew by --repair',
    async (kind) => {
      truncateSync(file(kind), 40);
      const found = await verify({});
      expect(found).toMatchObject({ outcome: 'differs', damaged: [{ file: file(kind) }] });
      expect(await verify({ repair: true })).toMatchObject({ outcome: 'repaired' });
      expect(await verify({})).toMatchObject({ outcome: 'equal', damaged: [] });
      expect(await jobsOf(poll.root, '2026-08')).toBe(3);
    },
  );

  it.each(['monthly', 'daily', 'filter'] as const)(
    'a folder in the place of the %s file is said to be one, and moved aside by --repair',
    async (kind) => {
      rmSync(file(kind));
      mkdirSync(join(file(kind), 'deep'), { recursive: true });
      expect((await verify({})).damaged).toContainEqual({ file: file(kind), detail: 'it is a folder' });
      expect(await verify({ repair: true })).toMatchObject({ outcome: 'repaired' });
      expect(await verify({})).toMatchObject({ outcome: 'equal', damaged: [] });
      const aside = readdirSync(dirname(file(kind))).filter((name) => name.startsWith(`${basename(file(kind))}.`));
      expect(aside).toEqual([expect.stringMatching(/\.bad$/)]);
      expect(readdirSync(join(dirname(file(kind)), aside[0]!))).toEqual(['deep']);
    },
  );

  it('also folders in the place of all three', async () => {
    for (const kind of ['monthly', 'daily', 'filter'] as const) {
      rmSync(file(kind));
      mkdirSync(file(kind));
    }
    expect(await verify({ repair: true })).toMatchObject({ outcome: 'repaired' });
    expect(await jobsOf(poll.root, '2026-08')).toBe(3);
  });

  it('a pipe in the place of a file is said to be no plain file, and replaced by --repair', async () => {
    rmSync(file('monthly'));
    execFileSync('mkfifo', [file('monthly')]);
    expect((await verify({})).damaged).toEqual([{ file: file('monthly'), detail: 'it is no plain file' }]);
    expect(await verify({ repair: true })).toMatchObject({ outcome: 'repaired' });
    expect(await verify({})).toMatchObject({ outcome: 'equal', damaged: [] });
  });

  describe('a month of which nothing was ever read', () => {
    const MAY = '2026-05' as Month;
    const copied = (): string[] =>
      (['monthly', 'daily'] as const).map((kind) => {
        const path = poll.layout[kind](MAY);
        writeFileSync(path, readFileSync(file(kind)));
        return path;
      });

    it('and of which nothing is there cannot be verified', async () => {
      await expect(verify({ month: MAY })).rejects.toMatchObject({ exitCode: 2 });
    });

    it('files of another month there are said, and moved aside by --repair', async () => {
      const paths = copied();
      const found = await verify({ month: MAY });
      expect(found).toMatchObject({ outcome: 'differs', since: null, calls: 0 });
      expect(found.damaged.slice(0, 2)).toEqual(
        paths.map((path) => ({ file: path, detail: 'it is of hammer 2026-08' })),
      );
      expect(verifyText(found, plain)).toContain('nothing of the month was ever read; to move them aside: slurm-sb');
      const repaired = await verify({ month: MAY, repair: true });
      expect(repaired).toMatchObject({ outcome: 'repaired', findings: [] });
      expect(paths.map((path) => existsSync(path))).toEqual([false, false]);
      expect(readdirSync(dirname(paths[0]!)).filter((name) => name.startsWith(`${MAY}.json.`))).toHaveLength(1);
    });

    it('files that are damaged there are moved aside where that is asked for', async () => {
      const month = '2027-05' as Month;
      writeFileSync(poll.layout.monthly(month), 'x');
      expect(await verify({ month, repair: true })).toMatchObject({ outcome: 'refused' });
      expect(await verify({ month, repair: true, allowShrink: true })).toMatchObject({ outcome: 'repaired' });
      expect(existsSync(poll.layout.monthly(month))).toBe(false);
    });
  });

  it('F6: who has opted out is compared and printed as (opted-out), and whoever opts in again is told apart', async () => {
    mkdirSync(join(poll.root, 'config'));
    writeFileSync(join(poll.root, 'config/optout.txt'), 'alice\n');
    expect(await verify({})).toMatchObject({ outcome: 'equal' });
    expect(Object.keys(rollup())).toEqual(['(opted-out) chem']);
    place.rows(ROWS.join('') + LATE);
    const text = JSON.stringify(await verify({}));
    expect(text).toContain('bob');
    expect(text).not.toContain('alice');
    writeFileSync(join(poll.root, 'config/optout.txt'), '');
    expect(await verify({ repair: true })).toMatchObject({ outcome: 'repaired', known_less: [] });
    expect(Object.keys(rollup())).toEqual(['alice chem', 'bob chem']);
    expect(await jobsOf(poll.root, '2026-08')).toBe(4);
  });

  it('F6: under pseudonyms no name is printed', async () => {
    place.rows(ROWS.join('') + LATE);
    const file = join(poll.root, 'config/config.yaml');
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, 'pseudonyms: true\n');
    const found = await verify({});
    expect(JSON.stringify(found)).not.toMatch(/alice|bob/);
    expect(found.differences[0]?.user).toMatch(/^user-[a-z2-7]{10}$/);
  });

  it('a month in work is polled first, so that what is new is no difference', async () => {
    place.rows(ROWS.join('') + job('10', '2026-09-20T12:05:00Z'));
    const found = await verify({ month: '2026-09' as Month });
    expect(found).toMatchObject({ outcome: 'equal', jobs: { rollup: 2, accounting: 2 } });
    expect(await jobsOf(poll.root)).toBe(2);
  });

  it('what was cut short goes on where it was, within a day', async () => {
    // More than a day at once is refused: each call is half as long as the one before, then each is a day.
    writeFileSync(join(place.home, 'widest'), '86400');
    const few = { max_calls: '12' };
    await expect(verify({ keys: few })).rejects.toThrow(/2026-08 was not read to its end \(max-calls\).*goes on/);
    const asked = place.calls();
    let found: Verification | null = null;
    for (let tries = 0; tries < 9 && found === null; tries++) found = await verify({ keys: few }).catch(() => null);
    expect(found).toMatchObject({ outcome: 'equal', jobs: { rollup: 3, accounting: 3 } });
    const later = place.calls().slice(asked.length);
    expect(later.every(([since]) => since >= asked.at(-1)![0])).toBe(true);
  });

  it.each([
    ['2026-10', /nothing of it was read yet; hammer is covered from 2026-08-01/],
    ['2026-07', /nothing of it was read yet/],
  ])('a month that was not read, %s, is bad usage', async (month, message) => {
    await expect(verify({ month: month as Month })).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(message),
    });
  });

  it('a root that is not there, or a cluster that was never polled, is refused, and nothing is made', async () => {
    const { config, around } = await place.around(KEYS, poll.root);
    const request = { config, month: AUGUST, repair: false, allowShrink: false, onProgress: () => undefined };
    const elsewhere = join(place.home, 'no');
    const verifyIn = (root: string, cluster: string) =>
      verifyMonth(around, { ...request, root, cluster, layout: clusterLayout(root, cluster) });
    await expect(verifyIn(elsewhere, 'hammer')).rejects.toMatchObject({ exitCode: 5 });
    expect(existsSync(elsewhere)).toBe(false);
    await expect(verifyIn(poll.root, 'nope')).rejects.toMatchObject({ exitCode: 2 });
    expect(readdirSync(join(poll.root, 'clusters'))).toEqual(['hammer']);
  });

  it('a lock that is held is exit 3', async () => {
    mkdirSync(poll.layout.lock, { recursive: true });
    const owner = { host: 'host-b', pid: 7, startedTicks: 1, since: '2026-09-20T12:00:00Z' };
    writeFileSync(`${poll.layout.lock}.owner.json`, JSON.stringify(owner));
    await expect(verify({})).rejects.toMatchObject({ exitCode: 3, message: expect.stringMatching(/pid 7 on host-b/) });
  });
});
