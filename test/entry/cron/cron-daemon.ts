import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { waitUntil } from './wait-until.ts';

/** Debian's cron, running. */
export type CronDaemon = {
  readonly pid: number;
  readonly isOurs: boolean;
  /** Ends it when it was started here. */
  readonly stop: () => Promise<void>;
};

/** Takes the cron daemon that runs, else starts one: two of them exclude each other. */
export async function obtainCron(): Promise<CronDaemon> {
  const running = runningCron();
  if (running !== null) return { pid: running, isOurs: false, stop: async () => undefined };
  const child = spawn('cron', ['-f'], {
    stdio: 'inherit',
    env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' },
    cwd: '/',
  });
  await once(child, 'spawn');
  await waitUntil({ what: 'cron to run', seconds: 10 }, () => runningCron() === child.pid);
  return { pid: child.pid!, isOurs: true, stop: () => end(child) };
}

/** The daemon that crond.pid names, when it is alive. */
function runningCron(): number | null {
  try {
    const pid = Number(readFileSync('/run/crond.pid', 'utf8'));
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'cron' ? pid : null;
  } catch {
    return null;
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}
