import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, realpathSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

const TOP = join(import.meta.dirname, '../../..');

/** How a program ended. */
export type Ran = { readonly code: number | null; readonly out: string; readonly err: string };

/** A folder that every user of this machine can enter; whoever makes it removes it. */
export function openFolder(): string {
  const folder = realpathSync(mkdtempSync('/tmp/slurm-sb-deploy-'));
  spawnSync('chmod', ['755', folder]);
  return folder;
}

/**
 * A built checkout in a new folder, as `npm ci && npm run build` leaves it. Another `mark` is another content, so
 * another id. Needs dist/.
 */
export function builtCheckout(folder: string, mark = ''): string {
  for (const part of ['bin', 'dist', 'LICENSE']) {
    cpSync(join(TOP, part), join(folder, part), { recursive: true, verbatimSymlinks: true });
  }
  mkdirSync(join(folder, 'node_modules/.bin'), { recursive: true });
  symlinkSync(process.execPath, join(folder, 'node_modules/.bin/node'));
  if (mark !== '') appendFileSync(join(folder, 'dist/demo-sacct.js'), `\n// ${mark}\n`);
  return folder;
}

/** Runs a program in an environment that has nothing but these; nobody's Node is on PATH. */
export function run(command: readonly string[], env: Readonly<Record<string, string>> = {}): Ran {
  const [file = '', ...args] = command;
  const { status, stdout, stderr } = spawnSync(file, args, {
    cwd: '/',
    env: { PATH: '/usr/bin:/bin', HOME: '/nonexistent', ...env },
    encoding: 'utf8',
  });
  return { code: status, out: stdout, err: stderr };
}
