import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { type SacctCall, sacctCalls } from '../../bench/sacct-calls.ts';
import { COUNTERS, type Counters, namedCounters } from '../../src/domain/counters.ts';
import { rollupReader } from '../../src/scoreboard/rollups/rollup-reader.ts';
import { clusterLayout } from '../../src/scoreboard/rollups/root-layout.ts';
import { splitKey } from '../../src/scoreboard/rollups/totals.ts';
import { emptyFolder } from '../scoreboard/place.ts';
import { script, slurmSb, totalsBySql } from '../slurm/clusters.ts';

/** Jobs of the month; `npm run campaign:month` sets a million. */
const JOBS = process.env.SLURM_SB_TEST_MONTH_JOBS ?? '100000';
const RATE_PER_MINUTE = 60;
const MEASURED = fileURLToPath(new URL('../../fixtures/bin/sacct-measured', import.meta.url));

const root = emptyFolder();
const home = emptyFolder();
const flags = ['--cluster', 'hammer', '--root', root, '--backfill-start', '2026-08-31', '--json'];

const calls = (): SacctCall[] => sacctCalls(readFileSync(join(home, 'sacct-calls'), 'utf8'));

async function userTotals(): Promise<Map<string, Counters>> {
  const reader = rollupReader(clusterLayout(root, 'hammer'));
  const byUser = new Map<string, Counters>();
  for (const month of await reader.months()) {
    const read = await reader.monthly(month);
    if (!read.ok) throw new Error(read.detail);
    for (const [key, row] of read.value) {
      const { user } = splitKey(key);
      const sum = byUser.get(user) ?? namedCounters([]);
      const more = namedCounters(row);
      for (const name of COUNTERS) sum[name] += more[name];
      byUser.set(user, sum);
    }
  }
  return byUser;
}

describe(`a month of ${JOBS} jobs in real accounting`, () => {
  let report: { calls: number; failed_calls: number; rows: { rows: number; rejected: number }; jobs: { new: number } };

  beforeAll(async () => {
    script('million.sh', [JOBS]);
    const env = { HOME: home, SLURM_SB_SACCT_PATH: MEASURED };
    const run = await slurmSb('hammer', ['backfill', ...flags, '--rate-limit', String(RATE_PER_MINUTE)], env);
    expect(run.code, run.err).toBe(0);
    report = JSON.parse(run.out);
  }, 3_600_000);

  it('S5: was read in slices, every job once: totals per user equal SQL to the second and the job', async () => {
    const ours = await userTotals();
    // Jobs that ended while the backfill ran are for the next tick; the month itself is long over.
    const wanted = totalsBySql('hammer', `j.time_end >= ${Date.parse('2026-08-31') / 1000}`);
    expect([...ours.keys()].sort()).toEqual([...wanted.keys()].sort());
    for (const [user, sql] of wanted) {
      const { jobs, cpu_seconds, gpu_seconds, elapsed_seconds, failed_jobs, cancelled_jobs, wait_seconds } =
        ours.get(user)!;
      expect({
        user,
        jobs,
        cpu_seconds,
        gpu_seconds,
        elapsed_seconds,
        failed_jobs,
        cancelled_jobs,
        wait_seconds,
      }).toEqual({
        user,
        jobs: sql.jobs,
        cpu_seconds: sql.cpuSeconds,
        gpu_seconds: sql.gpuSeconds,
        elapsed_seconds: sql.elapsedSeconds,
        failed_jobs: sql.failedJobs,
        cancelled_jobs: sql.cancelledJobs,
        wait_seconds: sql.waitSeconds,
      });
    }
    expect(report.rows.rejected).toBe(0);
  });

  it('S4: no call of sacct took 300 MB', () => {
    const greatest = Math.max(...calls().map((call) => call.kb));
    const seconds = calls().reduce((sum, call) => sum + call.seconds, 0);
    process.stdout.write(
      `busy month: ${report.jobs.new} jobs, ${report.rows.rows} rows, ${report.calls} calls (${report.failed_calls} too much), ` +
        `greatest sacct ${Math.round(greatest / 1000)} MB, ${seconds.toFixed(0)} s in sacct\n`,
    );
    expect(greatest).toBeGreaterThan(10_000);
    expect(greatest).toBeLessThan(300_000);
  });

  it('S6: never more calls than the rate allows, and all of them counted', () => {
    const made = calls();
    expect(made.length).toBe(report.calls);
    for (let from = 0; from < made.length; from++) {
      for (let to = from; to < made.length; to++) {
        const minutes = (made[to]!.at - made[from]!.at) / 60;
        // One bucket may be full to begin with; half a second is for the start of the processes.
        expect(to - from + 1).toBeLessThanOrEqual(RATE_PER_MINUTE + (minutes + 0.5 / 60) * RATE_PER_MINUTE + 1);
      }
    }
    const rate = JSON.parse(readFileSync(join(root, 'clusters/hammer/state/rate.json'), 'utf8'));
    expect(rate.calls).toBe(report.calls);
  });

  it('a poll afterwards finds nothing new but what ended meanwhile', async () => {
    const again = await slurmSb('hammer', ['poll', ...flags, '--rate-limit', '600'], { HOME: home });
    expect(again.code, again.err).toBe(0);
    expect(JSON.parse(again.out).jobs.new).toBeLessThan(50);
  });
});
