import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { emptyFolder } from '../place.ts';

/** The checkout, where the program was built. */
export const CHECKOUT = join(import.meta.dirname, '../../..');

/** Stands at the beginning of the shell's line when it waits for a command. */
const PROMPT = 'ready>';

const WAIT_MS = 20_000;
const LOOK_EVERY_MS = 25;

/** Looks at a terminal: its lines, blanks at their ends cut. */
export type Sign = string | RegExp | ((lines: readonly string[]) => boolean);

/** A real terminal (a pane of tmux) with an interactive bash in it. */
export type TestTerminal = {
  /** A folder of its own: HOME and where the shell is. */
  readonly folder: string;
  /** Types text as it is. */
  readonly type: (text: string) => void;
  /** Presses keys by tmux's names: `Enter`, `PPage`, `C-c`. */
  readonly press: (...keys: readonly string[]) => void;
  /** Types a command line and Enter. */
  readonly run: (command: string) => void;
  readonly lines: () => string[];
  /** The screen with colours and weights as SGR sequences. */
  readonly styled: () => string;
  /** What tmux knows of the pane, by the name of a format: `cursor_flag`, `alternate_on`, `mouse_any_flag`. */
  readonly fact: (name: string) => string;
  /** Waits until a sign shows; throws with the screen when it does not. */
  readonly until: (sign: Sign) => Promise<string[]>;
  /** The screen once it does not change any more. */
  readonly settled: () => Promise<string[]>;
  readonly resize: (columns: number, rows: number) => void;
  /** Everything the pane's programs have written so far. */
  readonly written: () => string;
  /** How many bytes that is. */
  readonly writtenBytes: () => number;
  /** Runs a command line in the shell; resolves to what it printed. */
  readonly ask: (command: string) => Promise<string>;
  readonly close: () => void;
};

/** Opens a terminal of a size; `env` is added to an environment with no settings of the caller's. */
export async function openTerminal(
  { columns, rows }: { columns: number; rows: number },
  env: Readonly<Record<string, string>> = {},
): Promise<TestTerminal> {
  const folder = emptyFolder();
  const log = join(folder, 'written');
  const surroundings = { PATH: process.env.PATH, HOME: folder, LC_ALL: 'C.UTF-8', TERM: 'xterm-256color', ...env };
  const tmux = (...args: readonly string[]): string => {
    const options = { env: surroundings, cwd: folder, encoding: 'utf8' } as const;
    const { status, stdout, stderr } = spawnSync('tmux', ['-S', join(folder, 'tmux'), ...args], options);
    if (status !== 0) throw new Error(`tmux ${args.join(' ')}: ${stderr}`);
    return stdout;
  };
  const shell = `exec env PS1='${PROMPT}' TERM=${surroundings.TERM} bash --norc --noprofile -i`;
  tmux('-f', '/dev/null', 'new-session', '-d', '-x', String(columns), '-y', String(rows), shell);
  tmux('pipe-pane', `cat >> ${log}`);
  const lines = (): string[] => {
    const shown = tmux('capture-pane', '-p').replace(/\n$/, '').split('\n');
    return shown.map((line) => line.trimEnd());
  };
  const until = async (sign: Sign): Promise<string[]> => {
    for (let waited = 0; waited < WAIT_MS; waited += LOOK_EVERY_MS) {
      const now = lines();
      if (fits(now, sign)) return now;
      await sleep(LOOK_EVERY_MS);
    }
    throw new Error(`did not show: ${sign}\n${lines().join('\n')}`);
  };
  const type = (text: string): void => void tmux('send-keys', '-l', '--', text);
  const press = (...keys: readonly string[]): void => void tmux('send-keys', ...keys);
  const run = (command: string): void => {
    type(command);
    press('Enter');
  };
  let asked = 0;
  const terminal: TestTerminal = {
    folder,
    type,
    press,
    run,
    lines,
    until,
    settled: async () => {
      let before = '';
      return until((now) => {
        const isSame = before === now.join('\n') && before.trim() !== '';
        before = now.join('\n');
        return isSame;
      });
    },
    styled: () => tmux('capture-pane', '-p', '-e'),
    fact: (name) => tmux('display-message', '-p', `#{${name}}`).trim(),
    resize: (width, height) => void tmux('resize-window', '-x', String(width), '-y', String(height)),
    written: () => readFileSync(log, 'utf8'),
    writtenBytes: () => statSync(log).size,
    ask: async (command) => {
      asked += 1;
      const file = join(folder, `answer-${asked}`);
      run(`{ ${command}; } > ${file} 2>&1; echo asked-${asked}-done`);
      await until(new RegExp(`^asked-${asked}-done$`, 'm'));
      return readFileSync(file, 'utf8');
    },
    close: () => void spawnSync('tmux', ['-S', join(folder, 'tmux'), 'kill-server']),
  };
  await until(PROMPT);
  return terminal;
}

function fits(lines: readonly string[], sign: Sign): boolean {
  if (typeof sign === 'function') return sign(lines);
  const text = lines.join('\n');
  return typeof sign === 'string' ? text.includes(sign) : sign.test(text);
}
