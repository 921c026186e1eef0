import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CLUSTERS, confOf, slurm } from './clusters.ts';

const BASE = process.env.SLURM_SB_TEST_BASE ?? '';

/** A daemon of test/slurm/up.sh, and the file with its process id. */
const PID_FILES = {
  munged: 'munge/munged.pid',
  mariadbd: 'mysql/mariadbd.pid',
  slurmdbd: 'run/slurmdbd.pid',
  'slurmctld-hammer': 'run/slurmctld-hammer.pid',
} as const;

export type Daemon = keyof typeof PID_FILES;

/** The process id of a running daemon. */
function pidOf(daemon: Daemon): number {
  return Number(readFileSync(join(BASE, PID_FILES[daemon]), 'utf8').trim());
}

/** Sends a signal to a daemon. */
export function signal(daemon: Daemon, name: NodeJS.Signals): void {
  process.kill(pidOf(daemon), name);
}

/** Ends a daemon by a signal and waits until it is gone. */
export async function end(daemon: Daemon, name: NodeJS.Signals = 'SIGKILL'): Promise<void> {
  const pid = pidOf(daemon);
  process.kill(pid, name);
  while (isAlive(pid)) await sleep(20);
}

/**
 * Starts what does not run, with the usual settings, and waits until it answers. A controller that could not reach its
 * nodes while munged was away asks them again only minutes later, or when it reads its settings again.
 */
export function bringUp(): void {
  const up = () => spawnSync(join(import.meta.dirname, 'up.sh'), [BASE], { encoding: 'utf8' });
  if (up().status === 0) return;
  for (const cluster of CLUSTERS) slurm(cluster, 'scontrol', 'reconfigure');
  const { status, stderr } = up();
  if (status !== 0) throw new Error(`up.sh: exit ${status}: ${stderr}`);
}

/** Starts slurmdbd again with more lines in its file; {@link usualSlurmdbd} takes them away. */
export async function slurmdbdWith(...lines: readonly string[]): Promise<void> {
  await usualSlurmdbd();
  await end('slurmdbd', 'SIGTERM');
  appendFileSync(join(BASE, 'etc/slurmdbd.conf'), `${lines.join('\n')}\n`);
  const env = ['env', `SLURM_CONF=${join(BASE, 'etc/slurm.conf')}`, 'slurmdbd'];
  spawn('runuser', ['-u', 'slurm', '--', ...env], { stdio: 'ignore', detached: true }).unref();
  const asks = { env: { PATH: process.env.PATH, SLURM_CONF: confOf('hammer') } };
  for (let tries = 0; spawnSync('sacctmgr', ['-n', 'list', 'cluster'], asks).status !== 0; tries++) {
    if (tries > 100) throw new Error(`slurmdbd did not start with ${lines.join(', ')}`);
    await sleep(100);
  }
}

/** Starts slurmdbd again with the file that up.sh writes. */
export async function usualSlurmdbd(): Promise<void> {
  await end('slurmdbd', 'SIGTERM');
  bringUp();
}

/** Runs statements on the accounting database; what a select prints. */
export function onDatabase(statements: string): string {
  return execFileSync('mariadb', [...SOCKET, '-N', '-B', 'slurm_acct', '-e', statements], { encoding: 'utf8' });
}

/** Holds tables so that nobody else reads or writes them, for some seconds; resolves once they are held. */
export async function lockTables(tables: readonly string[], seconds: number): Promise<void> {
  const held = `lock tables ${tables.map((table) => `${table} write`).join(', ')}; select 'held'; do sleep(${seconds})`;
  const client = spawn('mariadb', [...SOCKET, '-n', 'slurm_acct', '-e', held], { stdio: ['ignore', 'pipe', 'ignore'] });
  await new Promise<void>((resolve, reject) => {
    client.stdout.once('data', () => resolve());
    client.once('error', reject);
  });
}

const SOCKET = ['--no-defaults', '-S', join(BASE, 'mysql/mysqld.sock')];

/** A daemon that ended and waits to be reaped is gone. */
function isAlive(pid: number): boolean {
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
