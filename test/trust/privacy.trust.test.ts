import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeUser, removeUser, runAs } from '../entry/cron/linux-user.ts';
import {
  CLUSTERS,
  HIDDEN,
  outputs,
  PEOPLE,
  type PrivacySite,
  privacySite,
  publishedFiles,
  tellers,
} from './privacy-site.ts';
import { isUserName } from './told-name.ts';
import { compareJobs, report, trials } from './trials.ts';

/*
 * Three clusters of 27 people on one root, the built programs, real Linux users. Everything that others can read below
 * the root, and what every command prints in every form, is searched for the hidden names.
 */
const isRoot = process.getuid?.() === 0;
const NAMES = Object.values(HIDDEN);
const PROGRAM = join(import.meta.dirname, '../../bin/slurm-sb');

const sites: PrivacySite[] = [];
function newSite(settings?: readonly string[]): PrivacySite {
  const site = privacySite(settings);
  sites.push(site);
  return site;
}
afterAll(() => {
  for (const { folder } of sites) rmSync(folder, { recursive: true, force: true });
});

function pollAll(site: PrivacySite): void {
  for (const cluster of CLUSTERS) expect(site.poll(cluster)).toMatchObject({ code: 0, err: '' });
}

it.each(['ZORVANE', 'a%7Aorvaneb', '"\\u007aorvane"', '%7A%6F%72%76%61%6E%65', '&#122;orvane'])(
  'a name is found as %s',
  (text) => {
    expect(isUserName(text, HIDDEN.folder)).toBe(true);
  },
);

describe.runIf(isRoot)('F6 people who opt out', () => {
  let site: PrivacySite;
  let before: Record<string, number>;

  beforeAll(() => {
    site = newSite();
    makeUser(HIDDEN.folder, join(site.folder, 'home-of-one'));
    pollAll(site);
    before = site.jobs();
  });
  afterAll(() => removeUser(HIDDEN.folder));

  it('are on boards and in files before', () => {
    const told = tellers(publishedFiles(site.root), NAMES);
    for (const name of NAMES) {
      expect(told).toContain(`leaderboards/alltime.json: ${name}`);
      expect(told).toContain(`clusters/bell/agg/users/${name}.json: ${name}`);
      expect(site.call(['top', '--window', 'alltime', '--limit', 'all']).out).toContain(name);
    }
    expect(told.filter((one) => /logs\//.test(one))).toEqual([]);
  });

  it('vanish from what is printed at once, but for who has only a mark at home', () => {
    const env = { PATH: process.env.PATH ?? '', HOME: '/', LC_ALL: 'C.UTF-8' };
    expect(runAs(HIDDEN.folder, env, [PROGRAM, 'opt-out', '--root', site.root])).toMatchObject({ code: 0, err: '' });
    writeFileSync(join(site.root, 'config/optout.txt'), `# by mail\n${HIDDEN.list.toUpperCase()}\n`);
    const mark = join(site.homes, HIDDEN.home, '.slurm_scoreboard_optout');
    writeFileSync(mark, '');
    const pages = NAMES.flatMap((name) => ['user', 'me'].map((word) => ({ name, word })));
    for (const { name, word } of pages.filter(({ word }) => word === 'user')) {
      const { code, out, err } = site.call([word, name]);
      expect([code, out]).toEqual([1, '']);
      expect(err).toBe('slurm-sb: this user has opted out of the scoreboard: nothing of them is shown\n');
    }
    const me = runAs(HIDDEN.folder, env, [PROGRAM, 'me', '--root', site.root]);
    expect([me.code, me.out]).toEqual([1, '']);
    expect(me.err).toMatch(/^slurm-sb: you have opted out of this scoreboard/);
    rmSync(mark);
    expect(tellers(outputs(site), [HIDDEN.folder, HIDDEN.list])).toEqual([]);
    // One of these commands is slurm-sb leaderboards, which hides who is known to be out in all clusters.
    expect(tellers(publishedFiles(site.root), [HIDDEN.folder, HIDDEN.list])).toEqual([]);
    writeFileSync(mark, '');
  });

  it('are in no board of any cluster after one tick of one cluster', () => {
    expect(site.poll('bell')).toMatchObject({ code: 0, err: '' });
    const told = tellers(publishedFiles(site.root), NAMES);
    expect(told.filter((one) => one.includes('leaderboards/') || one.startsWith('clusters/bell'))).toEqual([]);
    expect(told).toContain(`clusters/hammer/agg/users/${HIDDEN.home}.json: ${HIDDEN.home}`);
  });

  it('are in nothing that others can read, and in nothing that is printed, after a tick of each', () => {
    pollAll(site);
    const files = publishedFiles(site.root);
    expect(files.length).toBeGreaterThan(100);
    expect(tellers(files, NAMES)).toEqual([]);
    const printed = outputs(site, ['persona', '(opted-out)']);
    expect(tellers(printed, NAMES)).toEqual([]);
    expect(
      printed.filter(({ path, text }) => path.startsWith('top --window') && text.includes('(opted-out)')).length,
    ).toBeGreaterThan(3);
    const after = site.jobs();
    const sum = compareJobs(after, before);
    report({
      fault: 'opted out in three ways',
      trials: files.length + printed.length,
      ...sum,
      note: 'files and outputs searched',
    });
    expect(sum).toEqual({ lost: 0, doubled: 0 });
  });

  it('come back for new jobs only, once they opt in', () => {
    const env = { PATH: process.env.PATH ?? '', HOME: '/', LC_ALL: 'C.UTF-8' };
    const json = runAs(HIDDEN.folder, env, [PROGRAM, 'opt-in', '--root', site.root, '--json']);
    expect(JSON.parse(json.out)).toMatchObject({ opted_out: false, changed: true, by: [], user: HIDDEN.folder });
    const end = Math.floor(Date.now() / 1000) - 60;
    const rows = join(site.folder, 'bell/rows.psv');
    const row = `7|${HIDDEN.folder}|COMPLETED|60|1|1|100M|||cpu=1,mem=100M,node=1|${end - 99}|${end - 60}|${end}|${end - 99}|forest|cpu|normal|10|00:01:00|`;
    writeFileSync(rows, `${readFileSync(rows, 'utf8')}${row}\n`);
    pollAll(site);
    const users = JSON.parse(site.call(['export', '--table', 'users', '--json']).out) as {
      user: string;
      jobs: number;
    }[];
    expect(users.filter(({ user }) => user === HIDDEN.folder).map(({ jobs }) => jobs)).toEqual([1]);
  });
});

describe('F6 pseudonyms', () => {
  let site: PrivacySite;
  beforeAll(() => {
    site = newSite();
    pollAll(site);
    const config = join(site.root, 'config/config.yaml');
    writeFileSync(config, `${readFileSync(config, 'utf8')}pseudonyms: true\n`);
  });

  it('boards from before they were turned on are not shown', () => {
    const { code, out, err } = site.call(['top']);
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain('from before pseudonyms were turned on');
  });

  it('no name is in what others can read or what is printed, and nothing is lost', () => {
    const before = site.jobs();
    pollAll(site);
    const files = publishedFiles(site.root);
    expect(tellers(files, PEOPLE)).toEqual([]);
    expect(files.map(({ path }) => path).filter((path) => /agg\/|logs\/./.test(path))).toEqual([]);
    for (const cluster of CLUSTERS) {
      const base = join(site.root, 'clusters', cluster);
      const modes = ['agg', 'agg/users', 'logs', 'agg/users/persona.json', 'state/derived.json'].map((name) =>
        (statSync(join(base, name)).mode & 0o7777).toString(8),
      );
      expect(modes).toEqual(['2770', '2770', '2770', '660', '660']);
    }
    expect((statSync(join(site.root, 'config/pseudonym.key')).mode & 0o7777).toString(8)).toBe('660');
    const board = JSON.parse(site.call(['top', '--window', 'alltime', '--limit', 'all', '--json']).out) as {
      rows: { user: string }[];
    };
    expect(board.rows.length).toBe(PEOPLE.length);
    const [first] = board.rows;
    const printed = outputs(site, [first!.user]);
    expect(tellers(printed, PEOPLE)).toEqual([]);
    const sum = compareJobs(site.jobs(), before);
    report({
      fault: 'pseudonyms turned on',
      trials: files.length + printed.length,
      ...sum,
      note: 'files and outputs searched',
    });
    expect(sum).toEqual({ lost: 0, doubled: 0 });
  });

  it.runIf(isRoot)('somebody who may not read the key is told why there is no page of their own', () => {
    const env = { PATH: process.env.PATH ?? '', HOME: '/', LC_ALL: 'C.UTF-8' };
    const me = runAs('nobody', env, [PROGRAM, 'me', '--root', site.root]);
    expect([me.code, me.out]).toEqual([1, '']);
    expect(me.err).toContain('which one is yours only the maintainers can tell');
    const other = runAs('nobody', env, [PROGRAM, 'user', 'persona', '--root', site.root]);
    expect([other.code, other.err]).toEqual([1, expect.stringContaining('give one as the boards have it')]);
    const top = runAs('nobody', env, [PROGRAM, 'top', '--root', site.root]);
    expect([top.code, top.err]).toEqual([0, '']);
    expect(top.out).toMatch(/user-[a-z2-7]{10}/);
  });

  it.runIf(isRoot)('doctor tells them what is not for them, and finds nothing wrong in it', () => {
    const env = { PATH: process.env.PATH ?? '', HOME: '/', LC_ALL: 'C.UTF-8' };
    const { out } = runAs('nobody', env, [PROGRAM, 'doctor', '--root', site.root]);
    expect(out).toContain('not checked: what names users on bell, which only maintainers may read now');
    expect(out).not.toMatch(/: error: |EACCES/);
  });

  it('those of another root share nothing, and those of this one stay', () => {
    const names = (one: PrivacySite): string[] =>
      (JSON.parse(one.call(['top', '--window', 'alltime', '--json']).out) as { rows: { user: string }[] }).rows.map(
        ({ user }) => user,
      );
    const mine = names(site);
    pollAll(site);
    expect(names(site)).toEqual(mine);
    const other = newSite(['pseudonyms: true']);
    expect(other.poll('bell')).toMatchObject({ code: 0, err: '' });
    const theirs = new Set(names(other));
    expect(theirs.size).toBe(mine.length);
    expect(mine.filter((name) => theirs.has(name))).toEqual([]);
  });

  it('turned off again everything is readable as before', () => {
    const config = join(site.root, 'config/config.yaml');
    const whole = readFileSync(config, 'utf8');
    // Settings that were lost are no wish to publish names.
    writeFileSync(config, whole.replace('pseudonyms: true\n', ''));
    const { code, err } = site.poll('bell');
    expect([code, err]).toEqual([2, expect.stringContaining('no setting says so any more')]);
    expect(tellers(publishedFiles(site.root), ['persona'])).toEqual([]);
    writeFileSync(config, whole.replace('pseudonyms: true\n', 'pseudonyms: false\n'));
    pollAll(site);
    const told = tellers(publishedFiles(site.root), ['persona']);
    expect(told).toContain('leaderboards/alltime.json: persona');
    expect(told).toContain('clusters/negishi/agg/users/persona.json: persona');
  });

  it('a key that others can read is refused', () => {
    const other = newSite(['pseudonyms: true']);
    mkdirSync(join(other.root, 'config'), { recursive: true });
    writeFileSync(join(other.root, 'config/pseudonym.key'), `${'ab'.repeat(32)}\n`, { mode: 0o644 });
    const { code, err } = other.poll('bell');
    expect(code).toBe(2);
    expect(err).toContain('pseudonym.key: others may use it');
  });
});

/** The next number of a sequence that begins with a seed (Numerical Recipes' constants), 0 up to 1. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

describe('F6 opting out while polls of all clusters run, one of which is killed', () => {
  it('one more tick of each leaves no name, and no job is lost', async () => {
    const site = newSite();
    pollAll(site);
    const before = site.jobs();
    const count = trials({ small: 2, full: 20 });
    const out: string[] = [];
    const random = chance(20_261_126);
    let killed = 0;
    for (let trial = 0; trial < count; trial++) {
      out.push(PEOPLE[PEOPLE.length - 1 - trial]!);
      const polls = CLUSTERS.map((cluster) => site.startPoll(cluster));
      const ended = polls.map((poll) => once(poll, 'exit'));
      await sleep(random() * 1500);
      writeFileSync(join(site.root, 'config/optout.txt'), `${out.join('\n')}\n`);
      await sleep(random() * 1500);
      const victim = polls[Math.floor(random() * polls.length)]!;
      if (victim.exitCode === null && victim.kill('SIGKILL')) killed++;
      await Promise.all(ended);
      pollAll(site);
      const files = publishedFiles(site.root);
      expect(tellers(files, out), `seed 20261126, trial ${trial}`).toEqual([]);
    }
    const sum = compareJobs(site.jobs(), before);
    report({ fault: 'opted out while polls run', trials: count, ...sum, note: `${killed} polls killed with -9` });
    expect(sum).toEqual({ lost: 0, doubled: 0 });
  });
});
