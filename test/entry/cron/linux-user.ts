import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import type { Ran } from '../../slurm/clusters.ts';

/** Tells an account made here from a real one of the same name. */
const COMMENT = 'slurm-sb test maintainer';

/** Makes an ordinary Linux user with a home; one left by a run that was killed is replaced. */
export function makeUser(name: string, home: string): void {
  removeUser(name);
  execFileSync('useradd', ['--create-home', '--home-dir', home, '--shell', '/bin/sh', '--comment', COMMENT, name]);
}

/** Removes a user of {@link makeUser}; its home is left to the caller. */
export function removeUser(name: string): void {
  const { stdout } = spawnSync('getent', ['passwd', name], { encoding: 'utf8' });
  if (stdout === '') return;
  if (!stdout.includes(`:${COMMENT}:`)) throw new Error(`${name} is a user of this machine, not one of the tests`);
  spawnSync('crontab', ['-u', name, '-r']);
  execFileSync('userdel', [name]);
}

/** A user's number. */
export function uidOf(name: string): number {
  return Number(execFileSync('id', ['-u', name], { encoding: 'utf8' }));
}

/** Runs a program as another user, with exactly this environment. */
export function runAs(
  user: string,
  env: Readonly<Record<string, string>>,
  [file = '', ...args]: readonly string[],
): Ran {
  const words = Object.entries(env).map(([key, value]) => `${key}=${value}`);
  const ran = spawnSync('runuser', ['-u', user, '--', 'env', '-i', ...words, file, ...args], {
    encoding: 'utf8',
    cwd: '/',
    maxBuffer: 1e9,
  });
  return { code: ran.status, out: ran.stdout, err: ran.stderr };
}

/** Command lines of what a user runs now. */
export function processesOf(uid: number): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        return statSync(`/proc/${pid}`).uid === uid ? [readFileSync(`/proc/${pid}/cmdline`, 'utf8')] : [];
      } catch {
        // It ended meanwhile.
        return [];
      }
    });
}
