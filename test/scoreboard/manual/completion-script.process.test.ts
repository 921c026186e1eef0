import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandFacts } from '../../../src/scoreboard/manual/command-facts.ts';
import { completionScript, type Shell } from '../../../src/scoreboard/manual/completion-script.ts';
import { needTools } from '../../house/need-tools.ts';
import { emptyFolder } from '../place.ts';
import { putPrograms, realProgram, realViewer } from './programs.ts';

const PACKAGE = '/usr/share/bash-completion/bash_completion';

let folder = '';
let root = '';
beforeAll(async () => {
  folder = emptyFolder();
  root = join(folder, 'a root');
  for (const name of ['hammer', 'bell', '.trash', 'Old stuff'])
    mkdirSync(join(root, 'clusters', name), { recursive: true });
  writeFileSync(join(root, 'clusters/note'), '');
  putPrograms(join(folder, 'deployed/a prefix'));
  symlinkSync(root, join(folder, 'deployed/a prefix/root'));
  mkdirSync(join(folder, 'deployed/a prefix/clusters/unused'), { recursive: true });
  putPrograms(root);
  putPrograms(join(folder, 'bare'));
  mkdirSync(join(folder, 'bare/root/clusters/unused'), { recursive: true });
  putPrograms(join(folder, 'dangling'));
  symlinkSync('/nonexistent', join(folder, 'dangling/root'));
  const programs = [commandFacts(realProgram()), commandFacts(await realViewer())];
  for (const shell of ['bash', 'zsh', 'fish'] as const) writeFileSync(script(shell), completionScript(shell, programs));
});
afterAll(() => rmSync(folder, { recursive: true }));

const script = (shell: Shell): string => join(folder, `slurm-sb.${shell}`);

type Asked = { readonly words: readonly string[]; readonly env?: Record<string, string> };
type Proposals = { readonly proposals: string[]; readonly stderr: string };

function run(command: string, args: readonly string[], env: Record<string, string> = {}): Proposals {
  const surroundings = { PATH: process.env.PATH, HOME: folder, LC_ALL: 'C.UTF-8', ...env };
  const { stdout, stderr } = spawnSync(command, args, { env: surroundings, encoding: 'utf8' });
  const proposals = stdout.split('\n').filter((line) => line !== '');
  return { proposals: proposals.map((line) => line.split('\t')[0]!).sort(), stderr };
}

/** Calls the function as readline would: the words of the line, the cursor at the end of the last one. */
function askBash({ words, env = {} }: Asked, before = ''): Proposals {
  const program = words[0] === 'slurm-sb' ? '_slurm_sb' : '_slurm_sb_tui';
  const code = `${before}\n. "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); ${program}; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return run('bash', ['--norc', '-c', code, script('bash'), ...words], env);
}

function askFish({ words, env = {} }: Asked): Proposals {
  const code = 'source $argv[1]; complete -C $argv[2]';
  const line = words.map((word, index) => (index < words.length - 1 ? word.replaceAll(' ', '\\ ') : word)).join(' ');
  return run('fish', ['--no-config', '-c', code, script('fish'), line], env);
}

const GPU_METRICS = ['gpu_clock_hours', 'gpu_elapsed_hours', 'gpu_jobs'];

/** A sentence, the words of the line (the last one is being typed), what is proposed. */
const ROWS: [string, string[], string[]][] = [
  ['a command', ['slurm-sb', 'to'], ['top']],
  ['several commands', ['slurm-sb', 'b'], ['backfill', 'bloom']],
  ['a command of a command', ['slurm-sb', 'config', ''], ['check', 'help', 'show']],
  ['a command to get help for', ['slurm-sb', 'help', 'p'], ['poll', 'probe']],
  ['an option', ['slurm-sb', 'top', '--win'], ['--window']],
  ['an option of a command of a command', ['slurm-sb', 'bloom', 'stats', '--m'], ['--month']],
  ['an option of the program', ['slurm-sb', '--v'], ['--version']],
  ['a value', ['slurm-sb', 'top', '--window', '3'], ['30d', '365d']],
  ['a value after other options', ['slurm-sb', 'top', '--json', '--user', 'top', '--metric', 'gpu_'], GPU_METRICS],
  ['another value of the same option elsewhere', ['slurm-sb', 'export', '--format', ''], ['csv', 'json', 'prometheus']],
  ['a value of a setting', ['slurm-sb', 'poll', '--log-level', 'w'], ['warn']],
  ['an argument', ['slurm-sb', 'completion', ''], ['bash', 'fish', 'zsh']],
  ['nothing for a free value', ['slurm-sb', 'top', '--limit', ''], []],
  ['nothing for an unknown command', ['slurm-sb', 'nonsense', 'to'], []],
  ['nothing for an unknown option', ['slurm-sb', 'top', '--nonsense'], []],
  ['nothing for an unknown value', ['slurm-sb', 'top', '--window', 'never'], []],
  ['nothing where a name is typed', ['slurm-sb', 'user', ''], []],
  ['no command as the value of an option', ['slurm-sb', 'top', '--user', 'poll', '--w'], ['--window']],
  ['no option behind --', ['slurm-sb', 'top', '--', '--w'], []],
  ['no value where none is taken', ['slurm-sb', 'me', '--json', 'a'], []],
  ['an option of the viewer', ['slurm-sb-tui', '--back'], ['--backend']],
  ['a value of the viewer', ['slurm-sb-tui', '--backend', 'a'], ['ansi']],
  ['a column of the viewer', ['slurm-sb-tui', '--sort', 'na'], ['name']],
  ['a metric as a column of the viewer', ['slurm-sb-tui', '--sort', 'gpu_'], GPU_METRICS],
  ['no command of the viewer', ['slurm-sb-tui', 't'], []],
];

/** A program was deployed below a folder whose bin/ is on PATH. */
function usualRootRows(): [string, Asked, string[]][] {
  const bell = ['bell', 'hammer'];
  const words = ['slurm-sb', 'poll', '--cluster', ''];
  const onPath = (prefix: string): Record<string, string> => ({ PATH: `${join(prefix, 'bin')}:${process.env.PATH}` });
  const deployed = onPath(join(folder, 'deployed/a prefix'));
  return [
    ['the root that deploy named', { words, env: deployed }, bell],
    ['the root that deploy named, ALL', { words: ['slurm-sb-tui', '--cluster', ''], env: deployed }, ['ALL', ...bell]],
    ['a prefix that is a root', { words, env: onPath(root) }, bell],
    ['the environment before the prefix', { words, env: { ...deployed, SLURM_SB_ROOT: '/nonexistent' } }, []],
    ['an empty variable is none', { words, env: { ...deployed, SLURM_SB_ROOT: '' } }, bell],
    ['the line before the prefix', { words: ['slurm-sb', 'poll', '--root', '/x', '--cluster', ''], env: deployed }, []],
    ['a prefix without a root, root being no link', { words, env: onPath(join(folder, 'bare')) }, []],
    ['a root that is gone', { words, env: onPath(join(folder, 'dangling')) }, []],
  ];
}

/** Where the clusters of `--cluster` come from. */
const CLUSTER_ROWS = (): [string, Asked, string[]][] => [
  ['the root of the line', { words: ['slurm-sb', 'top', '--root', root, '--cluster', ''] }, ['ALL', 'bell', 'hammer']],
  ['a root below the home folder', { words: ['slurm-sb', 'poll', '--root', '~/a root', '--cluster', 'h'] }, ['hammer']],
  [
    'the root of the environment',
    { words: ['slurm-sb', 'poll', '--cluster', ''], env: { SLURM_SB_ROOT: root } },
    ['bell', 'hammer'],
  ],
  [
    'the line before the environment',
    { words: ['slurm-sb', 'poll', '--root', root, '--cluster', ''], env: { SLURM_SB_ROOT: '/nonexistent' } },
    ['bell', 'hammer'],
  ],
  ['a root that is none', { words: ['slurm-sb', 'poll', '--root', '/nonexistent', '--cluster', ''] }, []],
  ...usualRootRows(),
  ['no root', { words: ['slurm-sb', 'top', '--cluster', ''] }, ['ALL']],
];

/** Neither the program of the prefix was started, nor its Node. */
function expectNothingStarted(): void {
  for (const prefix of ['deployed/a prefix', 'a root'])
    expect(existsSync(join(folder, prefix, 'bin/started'))).toBe(false);
}

describe('C15 bash', () => {
  it.each(ROWS)('proposes %s: %j', (_, words, proposals) => {
    expect(askBash({ words }, 'set -u')).toEqual({ proposals, stderr: '' });
  });

  it('proposes clusters of the root', () => {
    for (const [sentence, asked, proposals] of CLUSTER_ROWS()) {
      expect({ sentence, ...askBash(asked, 'set -u; shopt -s failglob') }).toEqual({ sentence, proposals, stderr: '' });
    }
    expectNothingStarted();
  });

  it.each([
    ['--window=3', ['--window', '=', '3'], ['30d', '365d']],
    ['--window=', ['--window', '='], ['30d', '365d', 'alltime']],
    ['--window=30d --b', ['--window', '=', '30d', '--b'], ['--by']],
  ])('proposes for %s, which readline cuts at the sign', (_, words, proposals) => {
    expect(askBash({ words: ['slurm-sb', 'top', ...words] }, 'set -u')).toEqual({ proposals, stderr: '' });
  });

  it('proposes options where nothing else can come', () => {
    const { proposals } = askBash({ words: ['slurm-sb', 'me', ''] });
    expect(proposals).toEqual(['--config', '--help', '--json', '--log-level', '--raw', '--root', '-h']);
  });

  it('does the same under the package bash-completion', ({ skip }) => {
    if (!existsSync(PACKAGE) && process.env.CI !== 'true') skip(`${PACKAGE} is not installed`);
    for (const [, words, proposals] of ROWS) {
      expect(askBash({ words }, `. ${PACKAGE}`), words.join(' ')).toEqual({ proposals, stderr: '' });
    }
  });
});

describe('C15 fish', () => {
  it.for(ROWS)('proposes %s: %j', ([, words, proposals], { skip }) => {
    needTools(skip, 'fish');
    expect(askFish({ words })).toEqual({ proposals, stderr: '' });
  });

  it('proposes clusters of the root', ({ skip }) => {
    needTools(skip, 'fish');
    for (const [sentence, asked, proposals] of CLUSTER_ROWS()) {
      expect({ sentence, ...askFish(asked) }).toEqual({ sentence, proposals, stderr: '' });
    }
    expectNothingStarted();
  });

  it('proposes folders for a folder, and files for a file', ({ skip }) => {
    needTools(skip, 'fish');
    const folders = askFish({ words: ['slurm-sb', 'top', '--root', `${root}/clusters/`.replaceAll(' ', '\\ ')] });
    expect(folders.stderr).toBe('');
    expect(folders.proposals.map((path) => path.split('/').at(-2))).toEqual(['Old stuff', 'bell', 'hammer']);
    const files = askFish({ words: ['slurm-sb', 'ingest', `${root}/clusters/n`.replaceAll(' ', '\\ ')] });
    expect(files.proposals).toEqual([`${root}/clusters/note`]);
  });
});

describe('C15 zsh', () => {
  it('reads the script', ({ skip }) => {
    needTools(skip, 'zsh');
    expect(run('zsh', ['-n', script('zsh')])).toEqual({ proposals: [], stderr: '' });
  });
});
