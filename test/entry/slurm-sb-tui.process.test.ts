import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { emptyFolder } from '../scoreboard/place.ts';
import { boardRoot } from '../scoreboard/tui/board-place.ts';

const VIEWER = join(import.meta.dirname, '../../bin/slurm-sb-tui');

function view(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const surroundings = {
    PATH: process.env.PATH,
    HOME: emptyFolder(),
    LC_ALL: 'C.UTF-8',
    TERM: 'xterm-256color',
    ...env,
  };
  const { status, stdout, stderr } = spawnSync(VIEWER, args, { env: surroundings, encoding: 'utf8', input: '' });
  return { status, stdout, stderr };
}

describe('U1 a plain table', () => {
  test('where stdout is no terminal, without colours, in the order that was asked for', () => {
    const { status, stdout, stderr } = view(['--root', boardRoot(), '--user', 'al', '--sort', 'name:desc']);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).not.toContain('\u001b');
    const names = stdout.split('\n').flatMap((line) => /^ *\d+ .*?(walnut|balsa|alder)/.exec(line)?.[1] ?? []);
    expect(names).toEqual(['walnut', 'balsa', 'alder']);
  });

  test.each(['dumb', ''])('where TERM is "%s", though it is a terminal', (term) => {
    const command = `${VIEWER} --root ${boardRoot()}`;
    const env = { PATH: process.env.PATH, HOME: emptyFolder(), LC_ALL: 'C.UTF-8', TERM: term };
    const { status, stdout } = spawnSync('script', ['-qfec', command, '/dev/null'], { env, encoding: 'utf8' });
    expect(status).toBe(0);
    expect(stdout).toContain('zelkova');
    expect(stdout).not.toContain('\u001b[?1049h');
  });

  test('where no keys can be pressed; that is said', () => {
    const command = `${VIEWER} --root ${boardRoot()} </dev/null`;
    const env = { PATH: process.env.PATH, HOME: emptyFolder(), LC_ALL: 'C.UTF-8', TERM: 'xterm' };
    const { status, stdout } = spawnSync('script', ['-qfec', command, '/dev/null'], { env, encoding: 'utf8' });
    expect(status).toBe(0);
    expect(stdout).toContain('slurm-sb-tui: standard input is no terminal');
    expect(stdout).toContain('zelkova');
    expect(stdout).not.toContain('\u001b[?1049h');
  });
});

describe('exit codes', () => {
  test.each([
    ['U2 a bad value', ['--window', '7d'], 2, /--window "7d": choose one of alltime, 30d, 365d/],
    ['U2 a theme that there is not', ['--theme', 'dark'], 2, /--theme "dark": choose one of osrs, plain/],
    ['U2 a flag that there is not', ['--zzz'], 2, /unknown option/],
    ['no such root', ['--root', '/nowhere'], 5, /\/nowhere is no folder/],
    ['U5 no board yet', ['--root', emptyFolder()], 1, /there is no leaderboard yet/],
  ])('%s', (_, args, code, says) => {
    const { status, stdout, stderr } = view(['--root', boardRoot(), ...args]);
    expect([status, stdout]).toEqual([code, '']);
    expect(stderr).toMatch(says);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  test('--help shows flags, examples and keys', () => {
    const { status, stdout } = view(['--help']);
    expect(status).toBe(0);
    for (const part of ['--refresh-sec', '$ slurm-sb-tui --root', 'Keys:', 'next, previous metric']) {
      expect(stdout).toContain(part);
    }
  });
});
