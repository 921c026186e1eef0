import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { emptyFolder } from '../scoreboard/place.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };

/** Tells each file that Node imports, before it does. */
const TELL_IMPORTS = `data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from 'node:module';
  registerHooks({ load: (url, context, next) => {
    if (url.startsWith('file:')) process._rawDebug('import ' + url);
    return next(url, context);
  } });`)}`;

type Run = {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly files: string[];
};

/** Runs a program, and names the files of dist/ that it imported. */
function run(program: string, args: readonly string[], env: Record<string, string> = {}): Run {
  const { status, stdout, stderr } = spawnSync(join(ROOT, 'bin/slurm-sb'), args, {
    argv0: program,
    env: { PATH: process.env.PATH ?? '', HOME: emptyFolder(), NODE_OPTIONS: `--import=${TELL_IMPORTS}`, ...env },
    encoding: 'utf8',
  });
  const lines = stderr.split('\n');
  const files = lines.filter((line) => line.startsWith('import ')).map((line) => basename(line));
  return { status, stdout, stderr: lines.filter((line) => !line.startsWith('import ')).join('\n'), files };
}

/** The sources that a file of dist/ is made of, by the comments that the bundler puts before each. */
function sourcesOf(name: string): string[] {
  const text = readFileSync(join(ROOT, 'dist', name), 'utf8');
  return [...new Set(text.match(/(?<=^\s*\/\/ )(?:src|node_modules)\/\S+$/gm))];
}

const packagesOf = (name: string): string[] => [
  ...new Set(sourcesOf(name).flatMap((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? [])),
];

describe('B5 B10 what a command loads', () => {
  it.each(['--version', '-V'])('%s: one file of our own few sources, and it keeps nothing', (flag) => {
    const home = emptyFolder();
    const { files, ...ended } = run('slurm-sb', [flag], { HOME: home });
    expect(ended).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
    expect(files).toEqual(['slurm-sb.js']);
    expect(readdirSync(home)).toEqual([]);
  });

  it('that file holds no package: no React, no zod, no commander', () => {
    expect(sourcesOf('slurm-sb.js').toSorted()).toEqual([
      'src/entry/slurm-sb.ts',
      'src/platform/answer-version.ts',
      'src/platform/compile-cache.ts',
      'src/platform/errno.ts',
      'src/platform/exit-codes.ts',
      'src/platform/is-system-error.ts',
      'src/platform/own-cache-folder.ts',
    ]);
  });

  it.each([
    ['help', ['--help'], 0],
    ['a version and more', ['--version', 'top'], 0],
    ['a board', ['top', '--root', '/nonexistent'], 5],
    ['a tick', ['poll', '--root', '/nonexistent', '--cluster', 'a'], 5],
  ])('%s: one file more', (_, args, status) => {
    const ended = run('slurm-sb', args);
    expect(ended).toMatchObject({ status, files: ['slurm-sb.js', 'slurm-sb-commands.js'] });
  });

  it('the commands hold no React and no Ink', () => {
    const packages = packagesOf('slurm-sb-commands.js');
    expect(packages).toEqual(expect.arrayContaining(['commander', 'zod', 'yaml', 'execa', 'bloom-filters']));
    expect(packages.filter((name) => /^(?:react|ink|yoga|scheduler)/.test(name))).toEqual([]);
  });

  it('the second time the compiled code is there', () => {
    const home = emptyFolder();
    run('slurm-sb', ['--help'], { HOME: home });
    const kept = join(home, '.cache/slurm-sb', basename(ROOT));
    expect(readdirSync(join(kept, readdirSync(kept)[0] ?? ''))).toHaveLength(1);
  });
});

describe('--version', () => {
  const inShell = (line: string) =>
    spawnSync('/bin/bash', ['-c', line, join(ROOT, 'bin/slurm-sb')], {
      encoding: 'utf8',
      env: { HOME: '/nonexistent' },
    });

  it('ends with 1 and a line where it cannot be printed', () => {
    const { status, stderr } = inShell('"$0" --version >/dev/full');
    expect([status, stderr]).toEqual([
      1,
      expect.stringMatching(/^slurm-sb: what was to be printed[^\n]*ENOSPC[^\n]*\n$/),
    ]);
  });

  it('ends quietly when its reader is gone', () => {
    const { stdout, stderr } = inShell('{ sleep 0.3; "$0" --version; echo "$?" >&2; } | true');
    expect([stdout, stderr]).toEqual(['', '0\n']);
  });
});
