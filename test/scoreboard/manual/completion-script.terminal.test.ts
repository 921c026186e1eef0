import { existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandFacts } from '../../../src/scoreboard/manual/command-facts.ts';
import { completionScript, type Shell } from '../../../src/scoreboard/manual/completion-script.ts';
import { needTools } from '../../house/need-tools.ts';
import { openTmuxShell, type TmuxShell } from '../../house/tmux-shell.ts';
import { emptyFolder } from '../place.ts';
import { putPrograms, realProgram, realViewer } from './programs.ts';

const PROMPT = 'ready>';

let home = '';
beforeAll(async () => {
  home = emptyFolder();
  mkdirSync(join(home, 'my root/clusters/hammer'), { recursive: true });
  mkdirSync(join(home, 'my root/clusters/bell'));
  mkdirSync(join(home, 'functions'));
  writeFileSync(join(home, 'my file.psv'), '');
  putPrograms(join(home, 'deployed'));
  symlinkSync(join(home, 'my root'), join(home, 'deployed/root'));
  putPrograms(join(home, 'whole'));
  mkdirSync(join(home, 'whole/clusters/gilbreth'), { recursive: true });
  mkdirSync(join(home, 'whole/clusters/anvil'));
  const program = commandFacts(realProgram());
  const viewer = commandFacts(await realViewer());
  for (const shell of ['bash', 'zsh', 'fish'] as const) put(`all.${shell}`, completionScript(shell, [program, viewer]));
  put('functions/_slurm-sb', completionScript('zsh', [program]));
  put('functions/_slurm-sb-tui', completionScript('zsh', [viewer]));
  const bash = `PS1='${PROMPT} '; bind 'set bell-style none'; . ~/all.bash`;
  put('bashrc', bash);
  put('bashrc-package', `. /usr/share/bash-completion/bash_completion\n${bash}`);
  put('sourced/.zshrc', `PS1='${PROMPT} '; unsetopt beep; autoload -Uz compinit; compinit -D; . ~/all.zsh`);
  put('loaded/.zshrc', `PS1='${PROMPT} '; unsetopt beep; fpath+=(~/functions); autoload -Uz compinit; compinit -D`);
});
afterAll(() => rmSync(home, { recursive: true }));

function put(path: string, text: string): void {
  mkdirSync(join(home, path, '..'), { recursive: true });
  writeFileSync(join(home, path), text);
}

/** What tells a shell where the clusters are: the variable, or a program on PATH. */
const ROOT = (): Record<string, string> => ({ SLURM_SB_ROOT: join(home, 'my root') });
const onPath = (prefix: string): Record<string, string> => ({
  PATH: `${join(home, prefix, 'bin')}:${process.env.PATH}`,
});

/** How a shell is started without anybody's settings, but with ours. */
const STARTED: { title: string; shell: Shell; command: () => string[]; env?: () => Record<string, string> }[] = [
  { title: 'bash', shell: 'bash', command: () => ['bash', '--noprofile', '--rcfile', join(home, 'bashrc')] },
  {
    title: 'bash with bash-completion',
    shell: 'bash',
    command: () => ['bash', '--noprofile', '--rcfile', join(home, 'bashrc-package')],
  },
  {
    title: 'zsh that reads one script',
    shell: 'zsh',
    command: () => ['zsh', '-d'],
    env: () => ({ ZDOTDIR: join(home, 'sourced') }),
  },
  {
    title: 'zsh with the functions on fpath',
    shell: 'zsh',
    command: () => ['zsh', '-d'],
    env: () => ({ ZDOTDIR: join(home, 'loaded') }),
  },
  {
    title: 'fish',
    shell: 'fish',
    command: () => ['fish', '--no-config', '-C', `function fish_prompt; echo '${PROMPT} '; end; source ~/all.fish`],
  },
];

describe.for(STARTED)('C15 Tab in $title', ({ shell, command, env = () => ({}) }) => {
  /** What the screen shows once it holds all of `wanted`, after a line was typed and Tab was pressed twice. */
  async function tabbed(line: string, wanted: readonly string[], tabs = 2, given = ROOT()): Promise<string> {
    const terminal = openTmuxShell(command(), home, { HOME: home, ...given, ...env() });
    try {
      await shows(terminal, [PROMPT]);
      terminal.type(line);
      await shows(terminal, [line.trimEnd()]);
      for (let count = 0; count < tabs; count++) terminal.press('Tab');
      await shows(terminal, wanted);
      return text(terminal);
    } finally {
      terminal.close();
    }
  }
  const text = (terminal: TmuxShell): string => terminal.screen().join('\n');
  const shows = (terminal: TmuxShell, wanted: readonly string[]): Promise<void> =>
    expect
      .poll(() => wanted.filter((one) => !text(terminal).includes(one)), { timeout: 10_000, message: wanted.join() })
      .toEqual([]);

  it('completes commands, options, their values, clusters and paths', async ({ skip }) => {
    needTools(skip, shell, 'tmux');
    await tabbed('slurm-sb to', [`${PROMPT} slurm-sb top`], 1);
    await tabbed('slurm-sb top --win', [`${PROMPT} slurm-sb top --window`], 1);
    expect(await tabbed('slurm-sb top --window 3', ['30d', '365d'])).not.toMatch(/alltime/);
    await tabbed('slurm-sb top --metric gpu_', ['gpu_clock_hours', 'gpu_elapsed_hours', 'gpu_jobs']);
    await tabbed('slurm-sb top --window=3', ['30d', '365d']);
    await tabbed('slurm-sb top --cluster ', ['ALL', 'bell', 'hammer']);
    await tabbed('slurm-sb poll --root my\\ root --cluster h', ['my\\ root --cluster hammer'], 1);
    await tabbed('slurm-sb top --root my', ['--root my\\ root/'], 1);
    await tabbed('slurm-sb ingest my\\ f', ['ingest my\\ file.psv'], 1);
    await tabbed('slurm-sb-tui --backend a', ['slurm-sb-tui --backend ansi'], 1);
    await tabbed('slurm-sb-tui --sort na', ['slurm-sb-tui --sort name'], 1);
  });

  it('completes clusters of the root that the program on PATH was deployed for', async ({ skip }) => {
    needTools(skip, shell, 'tmux');
    await tabbed('slurm-sb top --cluster ', ['ALL', 'bell', 'hammer'], 2, onPath('deployed'));
    await tabbed('slurm-sb-tui --cluster h', ['slurm-sb-tui --cluster hammer'], 1, onPath('deployed'));
    await tabbed('slurm-sb top --cluster ', ['ALL', 'anvil', 'gilbreth'], 2, onPath('whole'));
    for (const prefix of ['deployed', 'whole']) expect(existsSync(join(home, prefix, 'bin/started'))).toBe(false);
  });

  it('is silent where it knows nothing', async ({ skip }) => {
    needTools(skip, shell, 'tmux');
    for (const line of ['slurm-sb nonsense to', 'slurm-sb top --nonsense 3', 'slurm-sb top --limit my']) {
      const terminal = openTmuxShell(command(), home, { HOME: home, ...env() });
      try {
        await shows(terminal, [PROMPT]);
        terminal.type(line);
        terminal.press('Tab');
        terminal.press('Tab');
        terminal.type('#');
        await shows(terminal, [`${PROMPT} ${line}#`]);
        expect(terminal.screen()).toEqual([`${PROMPT} ${line}#`]);
      } finally {
        terminal.close();
      }
    }
  });
});
