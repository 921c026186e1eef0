import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { emptyFolder } from '../scoreboard/place.ts';

/** A shell on a terminal of 100 x 30 that tmux keeps; nobody's settings of tmux count. */
export type TmuxShell = {
  readonly type: (text: string) => void;
  /** A key by tmux's name: `Tab`, `C-c`. */
  readonly press: (key: string) => void;
  /** What is on the screen, without blank ends of lines and empty lines. */
  readonly screen: () => string[];
  readonly close: () => void;
};

/** Starts a program on a terminal of its own, in the folder `cwd`. */
export function openTmuxShell(command: readonly string[], cwd: string, env: Record<string, string>): TmuxShell {
  const socket = join(emptyFolder(), 'tmux');
  const tmux = (...args: readonly string[]): string => {
    const surroundings = { PATH: process.env.PATH, LC_ALL: 'C.UTF-8', TERM: 'xterm-256color', ...env };
    const { status, stdout, stderr } = spawnSync('tmux', ['-S', socket, '-f', '/dev/null', ...args], {
      env: surroundings,
      cwd,
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`tmux ${args.join(' ')}: ${stderr}`);
    return stdout;
  };
  tmux('new-session', '-d', '-x', '100', '-y', '30', ...command);
  return {
    type: (text) => void tmux('send-keys', '-l', '--', text),
    press: (key) => void tmux('send-keys', key),
    screen: () =>
      tmux('capture-pane', '-p')
        .split('\n')
        .map((line) => line.trimEnd())
        .filter((line) => line !== ''),
    close: () => void tmux('kill-server'),
  };
}
