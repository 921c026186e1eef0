import { spawnSync } from 'node:child_process';
import { chownSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runAs, uidOf } from '../entry/cron/linux-user.ts';
import { waitUntil } from '../entry/cron/wait-until.ts';
import { emptyFolder } from '../scoreboard/place.ts';
import { confOf, script, slurm, slurmSb } from '../slurm/clusters.ts';
import { bringUp, end, onDatabase } from '../slurm/daemons.ts';
import { compareWithSql, copyOf } from './counted.ts';
import { report } from './trials.ts';

const DAY = 86_400;
const SINCE = new Date(Date.now() - 12 * DAY * 1000).toISOString().slice(0, 10);
const USERS = ['sbalice', 'sbbob', 'sbdave'];

/** A poll under a clock that goes ahead by some days; a back-off is forgotten in place of waiting for its end. */
function poll(root: string, { since = SINCE, aheadDays = 0, calls = 0 } = {}) {
  rmSync(join(root, 'clusters/hammer/state/rate.json'), { force: true });
  const flags = ['--cluster', 'hammer', '--root', root, '--backfill-start', since, '--rate-limit', '600', '--json'];
  return slurmSb('hammer', ['poll', ...flags, '--max-calls', String(calls)], {
    NODE_OPTIONS: `--import=${join(import.meta.dirname, 'shift-clock.ts')}`,
    CLOCK_SHIFT_MS: String(aheadDays * DAY * 1000),
  });
}

async function goodPoll(root: string, how = {}): Promise<{ jobs: { new: number; seen: number } }> {
  const { code, out, err } = await poll(root, how);
  expect(`${code} ${err}`).toBe('0 ');
  return JSON.parse(out);
}

/** Submits a job of a moment as a user; its id. */
function submit(user: string): number {
  const ran = runAs(user, { PATH: process.env.PATH ?? '', SLURM_CONF: confOf('hammer') }, [
    ...['sbatch', '--parsable', '-o', '/dev/null', '--chdir', '/tmp', '--wrap', 'true'],
  ]);
  expect(ran.err).toBe('');
  return Number(ran.out.trim());
}

const ended = (ids: readonly number[]) =>
  waitUntil({ what: `${ids.length} jobs to end`, seconds: 120 }, () => {
    const known = slurm('hammer', 'squeue', '-h', '-o', '%i', '-t', 'PD,R,CG').split('\n').map(Number);
    return !ids.some((id) => known.includes(id));
  });

/** An empty queue of slurmctld is not enough: the end of a job gets into it a moment after the job has left squeue. */
const recorded = (ids: readonly number[]) =>
  waitUntil({ what: 'accounting to have the ends of the jobs', seconds: 120 }, () => {
    const known = onDatabase(`select count(*) from hammer_job_table where id_job in (${ids}) and time_end > 0`);
    return Number(known) === ids.length && /DBD Agent queue size: 0$/m.test(slurm('hammer', 'sdiag'));
  });

function rollups(root: string): Record<string, string> {
  const folder = join(root, 'clusters/hammer/agg/rollups');
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));
  return Object.fromEntries(names.sort().map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

beforeAll(bringUp);
afterAll(bringUp);

describe('records that slurmdbd gets late', () => {
  it('jobs that ended while it was away are counted once, whatever was polled meanwhile', async () => {
    const root = emptyFolder();
    await goodPoll(root);
    await end('slurmdbd');
    const ids = Array.from({ length: 12 }, (_, index) => submit(USERS[index % USERS.length]!));
    await ended(ids);
    expect((await poll(root)).code).toBe(1);
    bringUp();
    // It may have all, some or none of them yet.
    const first = (await goodPoll(root)).jobs.new;
    await recorded(ids);
    const second = (await goodPoll(root)).jobs.new;
    const { counted, bySql, lost, doubled } = await compareWithSql(root, 'hammer');
    const note = `${first} counted before slurmctld had handed all over, ${second} after`;
    report({ fault: 'jobs ended while slurmdbd was away', trials: ids.length, lost, doubled, note });
    expect(first + second).toBeGreaterThanOrEqual(ids.length);
    expect(counted).toEqual(bySql);
  });
});

/**
 * Copies an ended job as a runaway of some days ago: accounting has it as running, and no slurmctld knows it. The
 * record itself is left alone, as slurmctld may hand over more of it some seconds later.
 */
function copyAsRunaway(ended: number, id: number, daysAgo: number): void {
  const began = Math.floor(Date.now() / 1000) - daysAgo * DAY;
  onDatabase(`create temporary table copied as select * from hammer_job_table where id_job = ${ended} limit 1;
    update copied set job_db_inx = 0, id_job = ${id}, state = 1, time_end = 0, time_submit = ${began},
      time_eligible = ${began}, time_start = ${began + 60};
    insert into hammer_job_table select * from copied`);
}

/** Runs `sacctmgr show runawayjobs` and agrees to its question. */
function fixRunaways(): void {
  spawnSync('/bin/sh', ['-c', 'echo y | sacctmgr show runawayjobs'], {
    env: { PATH: process.env.PATH, SLURM_CONF: confOf('hammer') },
    timeout: 40_000,
  });
}

describe('runaway jobs that are fixed days later', () => {
  it('within the late sweep: the next day counts them; older: verify names them and --repair counts them', async () => {
    const [alices, bobs] = [submit('sbalice'), submit('sbbob')] as const;
    await ended([alices, bobs]);
    await recorded([alices, bobs]);
    const [recent, old] = [8_500_000 + alices, 8_500_000 + bobs];
    copyAsRunaway(alices, recent, 3);
    copyAsRunaway(bobs, old, 9);
    const root = emptyFolder();
    await goodPoll(root);
    const before = await compareWithSql(root, 'hammer');
    expect(before.counted).toEqual(before.bySql);
    fixRunaways();
    expect(onDatabase(`select count(*) from hammer_job_table where id_job in (${recent}, ${old}) and state = 3`)).toBe(
      '2\n',
    );
    expect((await goodPoll(root)).jobs.new).toBe(0);
    expect((await goodPoll(root, { aheadDays: 1 })).jobs.new).toBe(1);
    const swept = await compareWithSql(root, 'hammer');
    report({ fault: 'runaway fixed within the late sweep', trials: 1, lost: swept.lost - 1, doubled: swept.doubled });
    expect([swept.lost, swept.doubled]).toEqual([1, 0]);
    const months = onDatabase(`select distinct date_format(from_unixtime(time_end), '%Y-%m') from hammer_job_table
      where id_job = ${old} and time_end > ${Math.floor(Date.now() / 1000) - 10 * DAY}`);
    const flags = ['--cluster', 'hammer', '--root', root, '--month', months.trim(), '--rate-limit', '600'];
    const found = await slurmSb('hammer', ['verify', ...flags]);
    expect([found.code, found.out]).toEqual([6, expect.stringContaining('sbbob')]);
    expect((await slurmSb('hammer', ['verify', ...flags, '--repair'])).code).toBe(0);
    expect((await slurmSb('hammer', ['verify', ...flags])).code).toBe(0);
    const repaired = await compareWithSql(root, 'hammer');
    report({
      fault: 'runaway fixed later, verify --repair',
      trials: 1,
      lost: repaired.lost,
      doubled: repaired.doubled,
    });
    expect(repaired.counted).toEqual(repaired.bySql);
  });
});

describe('T8: what accounting purged', () => {
  /** A month eight months ago; older ones than seven months are purged. */
  const date = new Date();
  date.setUTCDate(15);
  date.setUTCMonth(date.getUTCMonth() - 8);
  const month = date.toISOString().slice(0, 7);

  it('steps, then jobs, by sacctmgr archive: a re-read changes nothing, and verify says who is missing', async () => {
    script('million.sh', ['1500'], { MONTH: month, FIRST_ID: '8000001' });
    const root = emptyFolder();
    const since = `${month}-01`;
    const calls = 6;
    await goodPoll(root, { since, calls });
    const whole = await compareWithSql(root, 'hammer');
    expect(whole.counted).toEqual(whole.bySql);
    expect(whole.jobs).toBeGreaterThan(500);
    const before = rollups(root);
    const archive = mkdtempSync(join(process.env.SLURM_SB_TEST_BASE ?? '', 'archive-'));
    chownSync(archive, uidOf('slurm'), 0);
    const purge = (what: string): void => {
      slurm(
        'hammer',
        'sacctmgr',
        '-i',
        'archive',
        'dump',
        `Directory=${archive}`,
        `${what}s`,
        `Purge${what}After=7months`,
      );
    };
    for (const what of ['Step', 'Job']) {
      purge(what);
      const again = copyOf(root);
      // Without its cursor a root is read anew from its beginning, and every run is asked of the filters.
      rmSync(join(again, 'clusters/hammer/state/poll_cursor.json'));
      const { jobs } = await goodPoll(again, { since, calls });
      expect(jobs.new, what).toBe(0);
      expect(rollups(again), what).toEqual(before);
    }
    const flags = ['--cluster', 'hammer', '--root', root, '--month', month, '--rate-limit', '600'];
    const found = await slurmSb('hammer', ['verify', ...flags, '--repair']);
    expect([found.code, rollups(root)]).toEqual([6, before]);
    report({
      fault: 'purge of steps, of jobs',
      trials: 2,
      lost: 0,
      doubled: 0,
      note: `${whole.jobs} jobs purged, all kept`,
    });
    rmSync(archive, { recursive: true });
  });
});
