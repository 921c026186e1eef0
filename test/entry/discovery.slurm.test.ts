import { execFileSync, spawnSync } from 'node:child_process';
import { chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { confOf, slurm, slurmSb, sql, totalsBySql } from '../slurm/clusters.ts';

const LAUNCHER = join(import.meta.dirname, '../../bin/slurm-sb');
const DAY_MS = 86_400_000;
const SINCE = new Date(Date.now() - 40 * DAY_MS).toISOString().slice(0, 10);
/** Twenty days are beyond the daily second look: no answer of `sacct -a` brings such a job any more. */
const LATE_SECONDS = 20 * 86_400;
const stem = `sbn${Date.now().toString(36)}`;
const [ATHOME, INACCOUNTING] = [`${stem}h`, `${stem}a`];
/** Where an ordinary user gets too. */
const open = mkdtempSync('/tmp/slurm-sb-open-');
const [root, homes] = [join(open, 'root'), join(open, 'homes')];
const env = { SLURM_SB_DISCOVERY: 'true', SLURM_SB_HOME_FOLDER: homes, SLURM_SB_HOME_MIN_UID: '1000' };

async function run(command: 'poll' | 'discover', more: string[] = [], settings: Record<string, string> = env) {
  const rate = command === 'poll' ? ['--rate-limit', '600', '--backfill-start', SINCE] : [];
  const args = [command, '--cluster', 'hammer', '--root', root, ...rate, '--json', ...more];
  const { code, out, err } = await slurmSb('hammer', args, { ...settings, SLURM_SB_RATE_LIMIT_PER_MIN: '600' });
  expect(`${code} ${err}`).toBe('0 ');
  return JSON.parse(out);
}

/** Runs a job as a user to its end, and has accounting know it as one of twenty days ago that came late. */
async function lateJob(user: string): Promise<void> {
  const submit = ['--parsable', '-o', '/dev/null', '-D', '/tmp', '-A', 'cms', '--wrap', 'true'];
  const id = execFileSync('runuser', ['-u', user, '--', 'sbatch', ...submit], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, SLURM_CONF: confOf('hammer') },
    cwd: '/tmp',
  }).trim();
  for (let count = 0; count < 60; count++) {
    // Until slurmctld has told all of it: what it tells later it would tell of another submit time.
    const told = `select 1 from hammer_job_table where id_job = ${id} and time_eligible > 0 and time_end > 0 and state = 3`;
    if (sql(told).length > 0) break;
    await sleep(500);
  }
  const earlier = (columns: string[]): string =>
    columns.map((name) => `${name} = if(${name} > 0, ${name} - ${LATE_SECONDS}, 0)`).join(', ');
  const which = `(select job_db_inx from hammer_job_table where id_job = ${id})`;
  sql(`update hammer_step_table set ${earlier(['time_start', 'time_end'])} where job_db_inx in ${which}`);
  const times = earlier(['time_submit', 'time_eligible', 'time_start', 'time_end']);
  sql(`update hammer_job_table set ${times} where id_job = ${id}`);
}

/** Jobs by user in the month files, by their text. */
function jobs(): Record<string, number> {
  const folder = join(root, 'clusters/hammer/agg/rollups/monthly');
  const texts = execFileSync('sh', ['-c', `cat ${folder}/*.json`], { encoding: 'utf8' });
  const sums: Record<string, number> = {};
  for (const [, user, count] of texts.matchAll(/^\["([^"]+)","[^"]*",(\d+)/gm)) {
    sums[user!] = (sums[user!] ?? 0) + Number(count);
  }
  return sums;
}

const bySql = (): Record<string, number> =>
  Object.fromEntries(
    [...totalsBySql('hammer', `j.time_end >= ${Date.parse(SINCE) / 1000}`)].map(([user, one]) => [user, one.jobs]),
  );

beforeAll(async () => {
  for (const folder of [root, homes]) mkdirSync(folder);
  await run('poll', [], { SLURM_SB_DISCOVERY: 'false' });
  for (const user of [ATHOME, INACCOUNTING]) {
    execFileSync('useradd', ['-M', '-s', '/bin/sh', user]);
    slurm('hammer', 'sacctmgr', '-i', 'add', 'user', user, 'account=cms', 'cluster=hammer');
    await lateJob(user);
  }
});

afterAll(() => {
  rmSync(open, { recursive: true });
  for (const user of [ATHOME, INACCOUNTING]) spawnSync('userdel', [user], { stdio: 'ignore' });
});

it('C4: a user whose jobs no answer brings is on the boards one tick after the home is seen, and one call more', async () => {
  await run('poll', [], { SLURM_SB_DISCOVERY: 'false' });
  expect(jobs()[ATHOME]).toBeUndefined();
  const before = jobs();
  mkdirSync(join(homes, ATHOME));
  const uid = Number(execFileSync('id', ['-u', ATHOME], { encoding: 'utf8' }));
  chownSync(join(homes, ATHOME), uid, uid);
  mkdirSync(join(homes, 'shared'));
  // Accounting is asked on this day too, and knows the other one.
  const report = await run('poll');
  expect(report.users.owed).toBe(0);
  expect(jobs()).toEqual({ ...before, [ATHOME]: 1, [INACCOUNTING]: 1 });
  expect(jobs()).toEqual(bySql());
  const found = JSON.parse(readFileSync(join(root, 'clusters/hammer/state/discovery.json'), 'utf8')).users;
  const mine = found.filter(({ name }: { name: string }) => name.startsWith(stem));
  expect(mine).toMatchObject([
    { name: INACCOUNTING, from: ['accounting'], result: 'jobs', jobs: 1 },
    { name: ATHOME, from: ['home', 'accounting'], result: 'jobs', jobs: 1 },
  ]);
  const user = JSON.parse(readFileSync(join(root, `clusters/hammer/agg/users/${ATHOME}.json`), 'utf8'));
  expect(user.user).toBe(ATHOME);
});

it('C4: an ordinary user sees the same users in accounting, and may look', async () => {
  execFileSync('chmod', ['-R', 'a+rwX', open]);
  const args = ['discover', '--cluster', 'hammer', '--root', root, '--dry-run', '--json'];
  const told = execFileSync('runuser', ['-u', 'sbdave', '--', LAUNCHER, ...args], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, HOME: '/nonexistent', SLURM_CONF: confOf('hammer'), ...env },
    cwd: '/tmp',
  });
  const asRoot = await run('discover', ['--dry-run']);
  expect(JSON.parse(told).accounting).toEqual(asRoot.accounting);
  expect(asRoot.accounting.users).toBeGreaterThan(6);
});
