import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptyFolder } from '../scoreboard/place.ts';
import { script, slurm, slurmSb, sql, totalsBySql } from '../slurm/clusters.ts';
import { compareJobs, report } from './trials.ts';

/** A month of its own in the real accounting, long past every late sweep. */
const MONTH = '2026-05';
const FIRST_ID = 5_000_001;
const JOBS = 3000;
const root = emptyFolder();
const RATE = ['--rate-limit', '600', '--root', root];
const OF_MONTH = `j.time_end >= ${Date.parse('2026-05-01') / 1000} and j.time_end < ${Date.parse('2026-06-01') / 1000}`;

/** Other tests add up what the whole job table holds. */
function forget(): void {
  const ids = `between ${FIRST_ID} and ${FIRST_ID + 200_000}`;
  sql(`delete s from hammer_step_table s join hammer_job_table j using (job_db_inx) where j.id_job ${ids}`);
  sql(`delete from hammer_job_table where id_job ${ids}`);
}

const poll = () => slurmSb('hammer', ['poll', '--cluster', 'hammer', '--backfill-start', '2026-05-01', ...RATE]);

async function verify(...more: string[]) {
  const args = ['verify', '--cluster', 'hammer', '--month', MONTH, '--json', ...more, ...RATE];
  const { code, out, err } = await slurmSb('hammer', args);
  if (out === '') throw new Error(err);
  return { code, ...JSON.parse(out) };
}

/** Jobs, CPU, GPU and elapsed seconds by user, as the month's file says. */
function rollup(): Record<string, number[]> {
  const { rows, columns } = JSON.parse(
    readFileSync(join(root, `clusters/hammer/agg/rollups/monthly/${MONTH}.json`), 'utf8'),
  );
  const at = ['jobs', 'cpu_seconds', 'gpu_seconds', 'elapsed_seconds'].map((name) => columns.indexOf(name));
  const sums: Record<string, number[]> = {};
  for (const row of rows) {
    const sum = sums[row[0]] ?? [0, 0, 0, 0];
    sums[row[0]] = sum;
    for (const [index, column] of at.entries()) sum[index]! += row[column];
  }
  return sums;
}

/** The same by SQL on the accounting tables. */
function bySql(): Record<string, number[]> {
  const totals = [...totalsBySql('hammer', `(${OF_MONTH})`)];
  return Object.fromEntries(
    totals.map(([user, { jobs, cpuSeconds, gpuSeconds, elapsedSeconds }]) => [
      user,
      [jobs, cpuSeconds, gpuSeconds, elapsedSeconds],
    ]),
  );
}

function row(fault: string): void {
  const jobs = (sums: Record<string, number[]>) =>
    Object.fromEntries(Object.entries(sums).map(([user, [count]]) => [user, count!]));
  report({ fault, trials: 1, ...compareJobs(jobs(rollup()), jobs(bySql())), note: 'by verify --repair, against SQL' });
}

describe('C10: verify and --repair on real accounting', () => {
  beforeAll(async () => {
    forget();
    script('million.sh', [String(JOBS)], { MONTH, FIRST_ID: String(FIRST_ID) });
    // A job that Slurm lost: running in accounting, unknown to the controller.
    sql(`update hammer_job_table set state = 1, time_end = 0 where id_job = ${FIRST_ID + 700}`);
    const { code, err } = await poll();
    expect(`${code} ${err}`).toBe('0 ');
    expect(rollup()).toEqual(bySql());
  });

  afterAll(forget);

  it('a month that was counted right is equal, user by user', async () => {
    expect(await verify()).toMatchObject({ code: 0, outcome: 'equal', differences: [], damaged: [] });
  });

  it('records that came after the late sweep: not seen by poll, named by verify, counted by --repair', async () => {
    script('million.sh', ['200'], { MONTH, FIRST_ID: String(FIRST_ID + 100_000) });
    const before = rollup();
    expect((await poll()).code).toBe(0);
    expect(rollup()).toEqual(before);
    const found = await verify();
    expect(found).toMatchObject({ code: 6, outcome: 'differs', known_less: [] });
    expect(found.jobs.accounting - found.jobs.rollup).toBe(
      Number(sql(`select count(*) from hammer_job_table j where id_job > ${FIRST_ID + 99_999} and ${OF_MONTH}`)[0]![0]),
    );
    expect(await verify('--repair')).toMatchObject({ code: 0, outcome: 'repaired' });
    expect(rollup()).toEqual(bySql());
    row('records later than the late sweep');
  });

  it('a runaway job that sacctmgr ends in the past', async () => {
    const before = rollup();
    slurm('hammer', 'sacctmgr', '-i', 'show', 'runawayjobs');
    const [[state, ended] = []] = sql(
      `select state, time_end > 0 from hammer_job_table where id_job = ${FIRST_ID + 700}`,
    );
    expect([state, ended]).toEqual(['3', '1']);
    expect(rollup()).toEqual(before);
    expect(await verify('--repair')).toMatchObject({ code: 0, outcome: 'repaired' });
    expect(rollup()).toEqual(bySql());
    row('runaway job fixed late');
  });

  it('steps that were purged: repair is refused, and nothing of what is known of memory is lost', async () => {
    sql(`delete s from hammer_step_table s join hammer_job_table j using (job_db_inx)
      where j.id_job between ${FIRST_ID} and ${FIRST_ID + 500}`);
    const before = readFileSync(join(root, `clusters/hammer/agg/rollups/monthly/${MONTH}.json`));
    expect(await verify('--repair')).toMatchObject({ code: 6, outcome: 'refused' });
    expect(readFileSync(join(root, `clusters/hammer/agg/rollups/monthly/${MONTH}.json`))).toEqual(before);
    row('steps purged');
  });

  it('T8: jobs that were purged: neither a re-read nor verify --repair shrinks history, but --allow-shrink does', async () => {
    const before = rollup();
    sql(`delete from hammer_job_table where id_job between ${FIRST_ID} and ${FIRST_ID + 99}`);
    expect((await poll()).code).toBe(0);
    const found = await verify('--repair');
    expect(found).toMatchObject({ code: 6, outcome: 'refused' });
    expect(found.known_less.length).toBeGreaterThan(0);
    expect(rollup()).toEqual(before);
    report({
      fault: 'jobs purged',
      trials: 2,
      lost: 0,
      doubled: 0,
      note: 're-read and verify --repair change nothing',
    });
    expect(await verify('--repair', '--allow-shrink')).toMatchObject({ code: 0, outcome: 'repaired' });
    expect(rollup()).toEqual(bySql());
  });
});
