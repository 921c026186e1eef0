/**
 * Makes the pictures of docs/ from the real programs: the demo's scoreboard, slurm-sb-tui in tmux, the screen as SVG.
 * usage: npm run picture        needs tmux; takes the demo's half minute; the numbers are those of the hour
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { terminalSvg } from './terminal-svg.ts';

type Shot = {
  readonly file: string;
  readonly title: string;
  readonly columns: number;
  readonly rows: number;
  readonly flags: readonly string[];
  readonly keys: readonly string[];
  /** Stands on the screen when it is ready. */
  readonly sign: RegExp;
};

const CHECKOUT = join(import.meta.dirname, '../..');

const SHOTS: readonly Shot[] = [
  {
    file: 'board.svg',
    title: 'slurm-sb-tui: the board of five clusters',
    columns: 118,
    rows: 30,
    flags: ['--window', '30d'],
    keys: ['Down', 'Down'],
    sign: /› {4}3/,
  },
  {
    file: 'user-page.svg',
    title: 'slurm-sb-tui, deluxe: the page of a user with charts of months and ranks',
    columns: 118,
    rows: 38,
    flags: ['--backend', 'deluxe', '--window', 'alltime'],
    keys: ['Down', 'Enter'],
    sign: /month/i,
  },
];

const folder = mkdtempSync(join(tmpdir(), 'slurm-sb-picture-'));
const socket = join(folder, 'tmux.sock');
const tmux = (args: readonly string[]): string => execFileSync('tmux', ['-S', socket, ...args], { encoding: 'utf8' });

try {
  execFileSync(join(CHECKOUT, 'bin/slurm-sb'), ['demo', '--folder', join(folder, 'demo')], { stdio: 'pipe' });
  for (const shot of SHOTS) await take(shot, join(folder, 'demo/root'));
} finally {
  try {
    tmux(['kill-server']);
  } catch {
    // It ended with its last program.
  }
  rmSync(folder, { recursive: true, force: true });
}

async function take({ file, title, columns, rows, flags, keys, sign }: Shot, root: string): Promise<void> {
  // To tmux a dot would be a window's number.
  const session = file.replace('.', '-');
  const size = ['-x', String(columns), '-y', String(rows)];
  const program = [join(CHECKOUT, 'bin/slurm-sb-tui'), '--root', root, '--config', '/dev/null', ...flags];
  const environment = ['env', '-u', 'NO_COLOR', 'LANG=C.UTF-8', 'LC_ALL=C.UTF-8', 'COLORTERM=truecolor'];
  tmux(['-f', '/dev/null', 'new-session', '-d', '-s', session, ...size, ...environment, ...program]);
  await untilShown(session, /by user/);
  for (const key of keys) tmux(['send-keys', '-t', session, key]);
  await untilShown(session, sign);
  // What moves has come to rest.
  await sleep(1500);
  const lines = tmux(['capture-pane', '-e', '-p', '-t', session])
    .split('\n')
    .slice(0, rows - 1);
  const path = join(CHECKOUT, 'docs', file);
  writeFileSync(path, terminalSvg(lines, { columns, title }));
  process.stdout.write(`${relative(CHECKOUT, path)}\n`);
  tmux(['send-keys', '-t', session, 'q']);
}

async function untilShown(session: string, sign: RegExp): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if (sign.test(tmux(['capture-pane', '-p', '-t', session]))) return;
    await sleep(100);
  }
  throw new Error(`${session}: ${sign} did not show:\n${tmux(['capture-pane', '-p', '-t', session])}`);
}
