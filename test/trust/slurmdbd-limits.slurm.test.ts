import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeUser, removeUser } from '../entry/cron/linux-user.ts';
import { confOf, slurm } from '../slurm/clusters.ts';
import { bringUp, end, slurmdbdWith, usualSlurmdbd } from '../slurm/daemons.ts';
import { compareWithSql, copyOf, cursorOf } from './counted.ts';
import { type DeployedSite, deploySite } from './deployed-site.ts';
import { report } from './trials.ts';

/** Has jobs, and no right beyond that. */
const USER = 'sbalice';
/** A Linux user whom accounting does not know. */
const STRANGER = 'sbstranger';
const SINCE = new Date(Date.now() - 3 * 86_400_000).toISOString().slice(0, 10);

let site: DeployedSite;
/** A PATH on which no sacctmgr lies beside sacct, as where a site wraps sacct. */
let lonely: Record<string, string>;

const flags = (root: string) => ['--cluster', 'hammer', '--root', root];
const pollFlags = (root: string) => [
  'poll',
  ...flags(root),
  '--backfill-start',
  SINCE,
  '--rate-limit',
  '600',
  '--json',
];
const poll = (user: string, root: string, env = {}) => site.run(user, pollFlags(root), env);
const doctor = (user: string, root: string) => site.run(user, ['doctor', '--root', root]).out;
const probe = (user: string) => site.run(user, ['probe', '--cluster', 'hammer']).out;

function rollups(root: string): Record<string, string> {
  const folder = join(root, 'clusters/hammer/agg/rollups');
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));
  return Object.fromEntries(names.sort().map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

beforeAll(() => {
  bringUp();
  site = deploySite('hammer');
  makeUser(STRANGER, join(site.folder, 'home'));
  const bin = join(site.folder, 'bin');
  mkdirSync(bin);
  chmodSync(bin, 0o755);
  symlinkSync('/usr/bin/sacct', join(bin, 'sacct'));
  lonely = { SLURM_SB_SACCT_PATH: join(bin, 'sacct') };
});

afterAll(async () => {
  slurm('hammer', 'sacctmgr', '-i', 'modify', 'user', USER, 'set', 'AdminLevel=None');
  await usualSlurmdbd();
  removeUser(STRANGER);
  site.remove();
});

describe('MaxQueryTimeRange of six hours, for an ordinary user', () => {
  beforeAll(() => slurmdbdWith('MaxQueryTimeRange=06:00:00'));

  it('is known beforehand: no call is refused, and the backfill completes', async () => {
    const root = site.rootOf(USER);
    const { code, out, err } = poll(USER, root);
    expect(`${code} ${err}`).toBe('0 ');
    expect(JSON.parse(out)).toMatchObject({ failed_calls: 0, stopped: 'caught-up' });
    const { counted, bySql, lost, doubled } = await compareWithSql(root, 'hammer');
    report({ fault: 'MaxQueryTimeRange, known', trials: 1, lost, doubled, note: `${JSON.parse(out).calls} calls` });
    expect(counted).toEqual(bySql);
    expect(probe(USER)).toContain('MaxQueryTimeRange  06:00:00');
  });

  it('is found out where no sacctmgr tells: slices halve until they fit', async () => {
    const root = site.rootOf(USER);
    const { code, out, err } = poll(USER, root, lonely);
    expect(`${code} ${err}`).toBe('0 ');
    const { failed_calls, calls } = JSON.parse(out);
    expect(failed_calls).toBeGreaterThan(0);
    const { counted, bySql, lost, doubled } = await compareWithSql(root, 'hammer');
    const note = `${failed_calls} of ${calls} calls refused`;
    report({ fault: 'MaxQueryTimeRange, found out', trials: 1, lost, doubled, note });
    expect(counted).toEqual(bySql);
  });

  it('shorter than min_slice_sec where no sacctmgr tells: an error that says what to set, and doctor repeats it', () => {
    const root = site.rootOf(USER);
    const { code, err } = poll(USER, root, { ...lonely, SLURM_SB_MIN_SLICE_SEC: '43200' });
    expect([code, err]).toEqual([
      1,
      'slurm-sb: sacct: error: Too wide of a date range in query; slurmdbd allows only shorter queries ' +
        '(MaxQueryTimeRange): set min_slice_sec below that\n',
    ]);
    expect(doctor(USER, root)).toMatch(
      /hammer: error: .*health.json: the last poll failed at .*Too wide of a date range/,
    );
  });

  it('does not hold for root, who may ask for more', async () => {
    const root = site.rootOf('root');
    const { code, out } = poll('root', root);
    expect(code).toBe(0);
    const { counted, bySql } = await compareWithSql(root, 'hammer');
    expect(counted).toEqual(bySql);
    expect(JSON.parse(out)).toMatchObject({ failed_calls: 0 });
  });
});

describe('PrivateData=jobs, for an ordinary user', () => {
  let before: string;
  const refusal = (user: string): string =>
    `slurm-sb: hammer: slurmdbd shows ${user} no jobs of others (PrivateData=jobs), so the boards would show one person ` +
    `as everybody; nothing was asked. Have an administrator run \`sacctmgr modify user ${user} set ` +
    'AdminLevel=Operator`, or set own_jobs_only: true for a scoreboard of your own jobs alone\n';

  beforeAll(async () => {
    await usualSlurmdbd();
    before = site.rootOf(USER);
    expect(poll(USER, before).code).toBe(0);
    await slurmdbdWith('PrivateData=jobs');
  });

  it('a first poll is refused and leaves nothing', () => {
    const root = site.rootOf(USER);
    const { code, out, err } = poll(USER, root);
    expect([code, out, err]).toEqual([1, '', refusal(USER)]);
    expect(existsSync(join(root, 'clusters'))).toBe(false);
    expect(probe(USER)).toContain('jobs hidden from you');
  });

  it('so is one of a user without an association, who would see an empty list', () => {
    const root = site.rootOf(STRANGER);
    const { code, err } = poll(STRANGER, root);
    expect([code, err]).toEqual([1, refusal(STRANGER)]);
    expect(existsSync(join(root, 'clusters'))).toBe(false);
  });

  it('a root that was polled before stays as it was; an operator goes on without a gap', async () => {
    const counted = rollups(before);
    const covered = cursorOf(before, 'hammer').covered_until;
    expect(poll(USER, before)).toMatchObject({ code: 1, err: refusal(USER) });
    expect(rollups(before)).toEqual(counted);
    expect(cursorOf(before, 'hammer').covered_until).toBe(covered);
    expect(doctor(USER, before)).toMatch(/the last poll failed at .*slurmdbd shows sbalice no jobs of others/);
    slurm('hammer', 'sacctmgr', '-i', 'modify', 'user', USER, 'set', 'AdminLevel=Operator');
    const after = poll(USER, before);
    expect(`${after.code} ${after.err}`).toBe('0 ');
    slurm('hammer', 'sacctmgr', '-i', 'modify', 'user', USER, 'set', 'AdminLevel=None');
    const all = await compareWithSql(before, 'hammer');
    report({ fault: 'PrivateData=jobs, then an operator', trials: 1, lost: all.lost, doubled: all.doubled });
    expect(all.counted).toEqual(all.bySql);
  });

  it('own_jobs_only counts one’s own and nothing else', async () => {
    const root = site.rootOf(USER);
    const { code, err } = poll(USER, root, { SLURM_SB_OWN_JOBS_ONLY: 'true' });
    expect(`${code} ${err}`).toBe('0 ');
    const { counted, bySql } = await compareWithSql(root, 'hammer', `a.user = '${USER}'`);
    expect(bySql.get(USER)!.jobs).toBeGreaterThan(0);
    expect(counted).toEqual(bySql);
  });
});

describe('a part of Slurm that is away: poll says which, exits with 1 and keeps what it has', () => {
  let polled: string;

  beforeAll(async () => {
    await usualSlurmdbd();
    polled = site.rootOf(STRANGER);
    const { code, err } = poll(STRANGER, polled);
    expect(`${code} ${err}`).toBe('0 ');
  });

  it('nothing is: a user without an association sees and counts all', async () => {
    const { counted, bySql } = await compareWithSql(polled, 'hammer');
    expect(counted).toEqual(bySql);
  });

  /** What poll says in a new root and in one that was polled before, and what doctor says of the latter. */
  function lookAt(env: Record<string, string> = {}) {
    const root = copyOf(polled);
    const counted = rollups(root);
    const fresh = site.run('root', pollFlags(site.rootOf('root')), env);
    const again = site.run('root', pollFlags(root), env);
    expect(rollups(root)).toEqual(counted);
    return { fresh, again, doctor: doctor('root', root) };
  }

  it('slurmdbd', async () => {
    await end('slurmdbd');
    const { fresh, again, doctor } = lookAt();
    bringUp();
    const advice = /slurmdbd does not answer: the next poll tries again and misses nothing\n$/;
    expect([fresh.code, fresh.err]).toEqual([1, expect.stringMatching(advice)]);
    expect([again.code, again.err]).toEqual([1, expect.stringMatching(advice)]);
    expect(doctor).toMatch(/the last poll failed at .*slurmdbd does not answer/);
    expect(doctor).toMatch(/rate\.json: after a failed call none is made before /);
  });

  it('munge', async () => {
    await end('munged', 'SIGTERM');
    const { fresh, again, doctor } = lookAt();
    bringUp();
    const advice =
      /munged does not answer on this host: have it started; the next poll tries again and misses nothing\n$/;
    expect([fresh.code, fresh.err]).toEqual([1, expect.stringMatching(advice)]);
    expect([again.code, again.err]).toEqual([1, expect.stringMatching(advice)]);
    expect(doctor).toMatch(/the last poll failed at .*munged does not answer/);
  });

  it('slurmctld: a first poll cannot know whose jobs they are, later ones go on', async () => {
    await end('slurmctld-hammer', 'SIGTERM');
    const { fresh, again } = lookAt();
    bringUp();
    expect([fresh.code, fresh.err]).toEqual([
      1,
      'slurm-sb: hammer: Slurm does not tell its ClusterName (scontrol show config), so its jobs may be another ' +
        "cluster's; the next poll tries again, and slurm-sb probe shows what slurmctld or munge says\n",
    ]);
    expect(`${again.code} ${again.err}`).toBe('0 ');
  });

  it('accounting itself: a slurm.conf with AccountingStorageType=accounting_storage/none', () => {
    const folder = join(site.folder, 'none');
    mkdirSync(folder);
    const lines = readFileSync(confOf('hammer'), 'utf8').split('\n');
    const rest = lines.filter((line) => !line.startsWith('AccountingStorage'));
    writeFileSync(
      join(folder, 'slurm.conf'),
      [...rest, 'AccountingStorageType=accounting_storage/none', ''].join('\n'),
    );
    for (const name of ['gres.conf', 'cgroup.conf'])
      copyFileSync(join(confOf('hammer'), '..', name), join(folder, name));
    const { fresh, again } = lookAt({ SLURM_CONF: join(folder, 'slurm.conf') });
    const said =
      /Slurm accounting storage is disabled; this slurm\.conf names no slurmdbd \(AccountingStorageType\): set slurm_conf to the one of the cluster\n$/;
    expect([fresh.code, fresh.err]).toEqual([1, expect.stringMatching(said)]);
    expect([again.code, again.err]).toEqual([1, expect.stringMatching(said)]);
  });

  it('none, but accounting is empty: all is well, and nobody is on the board', () => {
    const folder = join(site.folder, 'empty');
    mkdirSync(folder);
    const conf = readFileSync(confOf('hammer'), 'utf8').replace(/^ClusterName=.*$/m, 'ClusterName=empty');
    writeFileSync(join(folder, 'slurm.conf'), conf);
    for (const name of ['gres.conf', 'cgroup.conf'])
      copyFileSync(join(confOf('hammer'), '..', name), join(folder, name));
    writeFileSync(join(folder, 'scontrol'), '#!/bin/sh\necho "ClusterName = empty"\n', { mode: 0o755 });
    slurm('hammer', 'sacctmgr', '-i', 'add', 'cluster', 'empty');
    const root = site.rootOf('root');
    const args = [
      'poll',
      '--cluster',
      'empty',
      '--root',
      root,
      '--backfill-start',
      SINCE,
      '--rate-limit',
      '600',
      '--json',
    ];
    const env = { SLURM_CONF: join(folder, 'slurm.conf'), SLURM_SB_SCONTROL_PATH: join(folder, 'scontrol') };
    const { code, out, err } = site.run('root', args, env);
    slurm('hammer', 'sacctmgr', '-i', 'delete', 'cluster', 'empty');
    expect(`${code} ${err}`).toBe('0 ');
    expect(JSON.parse(out)).toMatchObject({ stopped: 'caught-up', failed_calls: 0, jobs: { new: 0 } });
    expect(site.run('root', ['top', '--root', root, '--window', 'alltime']).code).toBe(0);
  });
});
