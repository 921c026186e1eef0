import { join } from 'node:path';
import { runAs } from './linux-user.ts';

/** A user's terminal with one program in it. */
export type Viewer = {
  /** What it shows now, line by line, without colours. */
  readonly lines: () => string[];
  /** The process id of the program. */
  readonly pid: () => number;
  readonly close: () => void;
};

/** Where and how a program is looked at. */
export type ViewerPlace = {
  readonly user: string;
  /** A folder of the user for tmux's socket. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
};

/** Opens a program in a terminal of 120x30 that a tmux server of the user's own holds. */
export function openViewer({ user, folder, env }: ViewerPlace, command: readonly string[]): Viewer {
  const tmux = (...args: string[]): string => {
    const { code, out, err } = runAs(user, env, ['tmux', '-S', join(folder, 'tmux'), '-f', '/dev/null', ...args]);
    if (code !== 0) throw new Error(`tmux ${args.join(' ')}: exit ${code}: ${err}`);
    return out;
  };
  tmux('new-session', '-d', '-s', 'viewer', '-x', '120', '-y', '30', ...command);
  return {
    lines: () => tmux('capture-pane', '-p', '-t', 'viewer').split('\n'),
    pid: () => Number(tmux('display-message', '-p', '-t', 'viewer', '#{pane_pid}')),
    close: () => void tmux('kill-server'),
  };
}
