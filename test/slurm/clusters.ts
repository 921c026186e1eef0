import { execFileSync, spawn } from 'node:child_process';
import { join } from 'node:path';

/** The folder that test/slurm/up.sh was given; tests of this kind are skipped without it. */
const BASE = process.env.SLURM_SB_TEST_BASE ?? '';
const LAUNCHER = join(import.meta.dirname, '../../bin/slurm-sb');

/** The two clusters of test/slurm/up.sh. */
export const CLUSTERS = ['hammer', 'negishi'] as const;
export type TestCluster = (typeof CLUSTERS)[number];

/** A cluster's slurm.conf. */
export const confOf = (cluster: TestCluster): string => join(BASE, 'etc', cluster, 'slurm.conf');

/** What a program ended with. */
export type Ran = { readonly code: number | null; readonly out: string; readonly err: string };

/** Runs the built slurm-sb against a cluster; it does not look at this host's homes unless `env` says so. */
export function slurmSb(cluster: TestCluster, args: readonly string[], env: Record<string, string> = {}): Promise<Ran> {
  const child = spawn(LAUNCHER, args, {
    env: {
      PATH: process.env.PATH,
      HOME: '/nonexistent',
      SLURM_CONF: confOf(cluster),
      SLURM_SB_DISCOVERY: 'false',
      ...env,
    },
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString();
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
  });
}

/** Rows of a query on the accounting database, as lists of texts. */
export function sql(query: string): string[][] {
  const socket = join(BASE, 'mysql/mysqld.sock');
  const text = execFileSync('mariadb', ['--no-defaults', '-S', socket, '-N', '-B', 'slurm_acct', '-e', query], {
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\t'));
}

/** Runs one of the scripts beside this file. */
export function script(
  name: 'jobs.sh' | 'million.sh',
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): void {
  execFileSync(join(import.meta.dirname, name), [BASE, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/** What a Slurm command prints about a cluster, as root. */
export function slurm(cluster: TestCluster, program: string, ...args: string[]): string {
  return execFileSync(program, args, {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, SLURM_CONF: confOf(cluster), TZ: 'UTC' },
    maxBuffer: 1e9,
  });
}

/** What one user has in accounting, worked out by SQL on the job table alone; sacct and our code have no part in it. */
export type SqlTotals = {
  readonly jobs: number;
  readonly cpuSeconds: number;
  readonly gpuSeconds: number;
  readonly elapsedSeconds: number;
  readonly failedJobs: number;
  readonly cancelledJobs: number;
  readonly waitSeconds: number;
};

/**
 * Totals by user of the ended runs in a cluster's job table. States are the numbers of slurm.h: 3 COMPLETED,
 * 4 CANCELLED, 5 FAILED, 6 TIMEOUT, 7 NODE_FAIL, 8 PREEMPTED, 11 OUT_OF_MEMORY; 1 RUNNING and 0 PENDING are not ended.
 */
export function totalsBySql(cluster: TestCluster, where = 'true'): Map<string, SqlTotals> {
  const cpus = `cast(regexp_replace(concat(',', j.tres_alloc, ','), '^.*,1=([0-9]+),.*$', '\\\\1') as unsigned)`;
  const gpus = `if(concat(',', j.tres_alloc, ',') like concat('%,', g.id, '=%'),
    cast(regexp_replace(concat(',', j.tres_alloc, ','), concat('^.*,', g.id, '=([0-9]+),.*$'), '\\\\1') as unsigned), 0)`;
  const elapsed = 'if(j.time_start > 0, j.time_end - j.time_start - j.time_suspended, 0)';
  const rows = sql(`
    select a.user, count(*), sum(${elapsed} * if(j.time_start > 0, ${cpus}, 0)), sum(${elapsed} * ${gpus}),
      sum(${elapsed}), sum(j.state in (5, 6, 7, 8, 11)), sum(j.state = 4),
      sum(if(j.time_start > 0, greatest(0, cast(j.time_start as signed) -
        cast(if(j.time_eligible > 0, j.time_eligible, j.time_submit) as signed)), 0))
    from ${cluster}_job_table j join ${cluster}_assoc_table a on a.id_assoc = j.id_assoc
      join (select id from tres_table where type = 'gres' and name = 'gpu') g
    where j.time_end > 0 and j.state not in (0, 1) and j.deleted = 0 and ${where} group by a.user`);
  return new Map(
    rows.map(([user, ...numbers]) => {
      const [jobs, cpuSeconds, gpuSeconds, elapsedSeconds, failedJobs, cancelledJobs, waitSeconds] =
        numbers.map(Number);
      return [
        user,
        { jobs, cpuSeconds, gpuSeconds, elapsedSeconds, failedJobs, cancelledJobs, waitSeconds },
      ] as unknown as [string, SqlTotals];
    }),
  );
}
