import { existsSync, globSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runRealProcess } from '../../../src/platform/run-process.ts';
import { addExportCommand } from '../../../src/scoreboard/commands/export-command.ts';
import { addLeaderboardsCommand } from '../../../src/scoreboard/commands/leaderboards-command.ts';
import type { CommandParts } from '../../../src/scoreboard/commands/scoreboard-command.ts';
import { addTopCommand } from '../../../src/scoreboard/commands/top-command.ts';
import { addUserCommand } from '../../../src/scoreboard/commands/user-command.ts';
import { emptyRoot, writeCluster } from '../leaderboards/counted-root.ts';
import { ASOF, fivePeople } from '../leaderboards/five-people.ts';
import { handClock } from '../place.ts';
import { callProgram } from './call-program.ts';

/** The four commands, five minutes after the boards were made; `user` is who runs them. */
const added = (user: string | null) => (program: Command, parts: CommandParts) => {
  const clock = handClock((ASOF + 300) * 1000);
  const outSink = async (piece: string): Promise<void> => parts.terminal.out(piece);
  const { signal } = new AbortController();
  const more = { ...parts, run: runRealProcess, clock, outSink, signal, currentUser: () => user };
  for (const add of [addTopCommand, addUserCommand, addLeaderboardsCommand, addExportCommand]) add(program, more);
};
const call = (args: readonly string[], user: string | null = 'alice') =>
  callProgram(added(user), args, { env: { LANG: 'C.UTF-8' } });

let root = '';
beforeAll(async () => {
  root = await fivePeople();
});
afterAll(() => rmSync(root, { recursive: true }));

describe('C7 top', () => {
  it('without options: 30 days, CPU hours, all clusters, by user', async () => {
    const { code, out, err } = await call(['top', '--root', root]);
    expect([code, err]).toEqual([0, '']);
    expect(out).toBe(readFileSync(join(import.meta.dirname, '../../../fixtures/leaderboards/top-120.txt'), 'utf8'));
  });

  it('--json is --format json', async () => {
    const options = ['--root', root, '--window', 'alltime', '--metric', 'jobs', '--by', 'account', '--cluster', 'bell'];
    const json = await call(['top', ...options, '--json']);
    expect(json.out).toBe((await call(['top', ...options, '--format', 'json'])).out);
    expect(JSON.parse(json.out)).toMatchObject({ window: 'alltime', metric: 'jobs', by: 'account', cluster: 'bell' });
  });

  it.each([
    ['a bad value', ['--metric', 'nope'], 2],
    ['a bad limit', ['--limit', '-1'], 2],
    ['no such root', ['--root', '/nonexistent'], 5],
  ])('%s', async (_, options, code) => {
    const called = await call(['top', '--root', root, ...options]);
    expect([called.code, called.out]).toEqual([code, '']);
  });

  it('without a root it says how to name one', async () => {
    expect(await call(['top'])).toMatchObject({
      code: 2,
      error: expect.stringMatching(/^no root is set: give --root/),
    });
  });

  it('stale_after_sec is the setting', async () => {
    const { out } = await callProgram(added('alice'), ['top', '--root', root], {
      env: { LANG: 'C', SLURM_SB_STALE_AFTER_SEC: '60' },
    });
    expect(out).toContain('Stale: bell (6 min old), hammer (3 days old)');
  });
});

describe('C8 user and me', () => {
  it('user NAME, in any case and with a realm', async () => {
    const { code, out } = await call(['user', 'ALICE@example.org', '--root', root]);
    expect([code, out.split('\n')[0]]).toEqual([0, 'alice']);
  });

  it('me is who runs it', async () => {
    const { out } = await call(['me', '--root', root, '--json'], 'dave');
    expect(JSON.parse(out)).toMatchObject({ kind: 'user-page', user: 'dave' });
  });

  it.each([
    ['a name that is none', ['user', '@realm'], 'alice', 2, '"@realm" is not the name of a user'],
    [
      'who is on no board',
      ['user', 'ghost'],
      'alice',
      1,
      'ghost is on no leaderboard: no jobs yet, too few for a board, or opted out',
    ],
    ['me without a name', ['me'], null, 2, 'the system has no name for you; use slurm-sb user NAME'],
  ])('%s', async (_, args, user, code, error) => {
    expect(await call([...args, '--root', root], user)).toEqual({ code, out: '', err: '', error });
  });
});

describe('C6 leaderboards', () => {
  let other = '';
  beforeEach(() => {
    other = emptyRoot();
  });
  afterEach(() => rmSync(other, { recursive: true }));

  it('hides who has opted out in a cluster that is polled no more', async () => {
    const rows = [
      { day: '2026-09-30', user: 'ann', jobs: 3 },
      { day: '2026-09-30', user: 'ben', jobs: 3 },
    ];
    writeCluster(other, 'bell', rows, '2026-09-30T12:00:00Z');
    expect((await call(['leaderboards', '--root', other])).code).toBe(0);
    const files = (): string[] =>
      globSync(join(other, '{clusters/bell/agg,leaderboards,clusters/bell/leaderboards}/**/*.json'));
    const naming = (): string[] => files().filter((path) => /\bann\b/.test(`${path} ${readFileSync(path, 'utf8')}`));
    expect(naming().length).toBeGreaterThan(3);
    mkdirSync(join(other, 'config'), { recursive: true });
    writeFileSync(join(other, 'config/optout.txt'), 'ann\n');
    expect(await call(['leaderboards', '--root', other])).toMatchObject({ code: 0, err: '' });
    expect(naming()).toEqual([]);
    const userFile = join(other, 'clusters/bell/agg/users/ann.json');
    writeFileSync(userFile, '{}');
    expect((await call(['leaderboards', '--root', other])).code).toBe(0);
    expect(naming()).toEqual([]);
    expect(existsSync(join(other, 'clusters/bell/agg/users/ben.json'))).toBe(true);
    expect(existsSync(join(other, 'clusters/bell/state/lock'))).toBe(false);
    const known = (): string => readFileSync(join(other, 'clusters/bell/state/opt-outs.json'), 'utf8');
    expect(known()).toContain('"ann":{"by":"list"');
    writeFileSync(join(other, 'config/optout.txt'), '');
    expect((await call(['leaderboards', '--root', other])).code).toBe(0);
    expect(known()).not.toContain('"by"');
  });

  it('builds, says what it did, and changes nothing when it is done again', async () => {
    writeCluster(other, 'bell', [{ day: '2026-09-30', user: 'ann', jobs: 3 }], '2026-09-30T12:00:00Z');
    const line = ['leaderboards', '--root', other, '--asof', '2026-09-30T12:00:00Z'];
    expect(await call(line)).toEqual({
      code: 0,
      out: 'boards as of 2026-09-30T12:00:00Z: 12 written, 0 unchanged; clusters: bell\n',
      err: '',
      error: null,
    });
    expect((await call([...line, '--rebuild'])).out).toContain('0 written, 12 unchanged');
    expect(JSON.parse((await call([...line, '--json'])).out)).toEqual({
      asof: '2026-09-30T12:00:00Z',
      clusters: [{ name: 'bell', asof: '2026-09-30T12:00:00Z', stale: false }],
      written: 0,
      unchanged: 12,
      overtaken: 0,
      findings: [],
    });
  });

  it('is of now when no instant is given, and takes a day', async () => {
    writeCluster(other, 'bell', []);
    expect((await call(['leaderboards', '--root', other])).out).toContain('as of 2026-09-30T12:05:00Z');
    const day = await call(['leaderboards', '--root', other, '--asof', '2026-09-30']);
    expect(day.out).toContain('as of 2026-09-30T00:00:00Z: 12 written, 0 unchanged; clusters: bell (stale)');
  });

  it('names what cannot be read and ends with 1; boards that need it are not written', async () => {
    writeCluster(other, 'bell', [{ day: '2026-07-01', user: 'ann', jobs: 3 }]);
    const file = join(other, 'clusters/bell/agg/rollups/monthly/2026-07.json');
    writeFileSync(file, '');
    const { code, out, err } = await call(['leaderboards', '--root', other]);
    expect([code, err]).toEqual([
      1,
      `slurm-sb: bell: ${file}: it is not a JSON object; boards that need it stay as they were\n`,
    ]);
    expect(out).toContain('0 written');
  });

  it('a root without clusters: exit 1; a bad instant: exit 2', async () => {
    expect(await call(['leaderboards', '--root', other])).toMatchObject({
      code: 1,
      error: `${other} holds no cluster yet: slurm-sb poll --cluster NAME makes the first`,
    });
    expect(await call(['leaderboards', '--root', other, '--asof', 'soon'])).toMatchObject({
      code: 2,
      error: expect.stringMatching(/^--asof "soon": give a UTC day/),
    });
  });
});

describe('C12 export', () => {
  let folder = '';
  beforeEach(() => {
    folder = emptyRoot();
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('to standard output: months as CSV', async () => {
    const { code, out, err } = await call(['export', '--root', root]);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^cluster,month,user,account,jobs,.*\r\nbell,2025-12,alice,lab,5,/);
  });

  it('to a file, the same text', async () => {
    const file = join(folder, 'out.json');
    writeFileSync(file, 'old');
    const options = ['export', '--root', root, '--table', 'users', '--json'];
    expect(await call([...options, '--output', file])).toMatchObject({ code: 0, out: '', err: '' });
    expect(readFileSync(file, 'utf8')).toBe((await call(options)).out);
    expect(readdirSync(folder)).toEqual(['out.json']);
  });

  it.each([
    ['table', ['--table', 'weekly'], '--table "weekly": choose one of monthly, daily, users'],
    ['form', ['--format', 'xls'], '--format "xls": choose one of csv, json, prometheus'],
  ])('a bad %s lists the good ones: exit 2', async (_, options, error) => {
    expect(await call(['export', '--root', root, ...options])).toEqual({ code: 2, out: '', err: '', error });
  });

  it('no folder for the file: exit 2; a broken month: exit 1, and no month in silence', async () => {
    const file = join(folder, 'no/out.csv');
    expect(await call(['export', '--root', root, '--output', file])).toMatchObject({
      code: 2,
      error: `--output ${file}: there is no folder ${join(folder, 'no')}`,
    });
    mkdirSync(join(folder, 'no'));
    writeCluster(folder, 'bell', [{ day: '2026-07-01', user: 'ann', jobs: 3 }]);
    const month = join(folder, 'clusters/bell/agg/rollups/monthly/2026-07.json');
    writeFileSync(month, '');
    const { code, err } = await call(['export', '--root', folder, '--output', file]);
    expect([code, err]).toEqual([1, `slurm-sb: bell: ${month}: it is not a JSON object; what it holds is left out\n`]);
  });
});
