import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The crontab's SHELL; it writes what {@link readNotes} reads. */
export const NOTING_SHELL = join(import.meta.dirname, 'noting-shell.sh');

/** A command that ended. */
export type CronNote = {
  /** Epoch seconds. */
  readonly began: number;
  readonly env: ReadonlyMap<string, string>;
  /** From its parent to the first process. */
  readonly ancestors: readonly { readonly pid: number; readonly name: string }[];
  readonly out: string;
  readonly err: string;
  readonly code: number;
};

/** What the noting shell wrote into a folder, in the order of beginning. */
export function readNotes(folder: string): CronNote[] {
  const ended = readdirSync(folder).filter((name) => name.startsWith('ended.'));
  return ended.map((name) => readNote(join(folder, name))).sort((a, b) => a.began - b.began);
}

function readNote(folder: string): CronNote {
  const text = (name: string): string => readFileSync(join(folder, name), 'utf8');
  const lines = (name: string): string[] => text(name).split('\n').filter(Boolean);
  return {
    began: Number(text('began')),
    env: new Map(lines('env').map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)])),
    ancestors: lines('ancestors').map((line) => {
      const [pid = '', name = ''] = line.split(' ');
      return { pid: Number(pid), name };
    }),
    out: text('out'),
    err: text('err'),
    code: Number(text('code')),
  };
}
