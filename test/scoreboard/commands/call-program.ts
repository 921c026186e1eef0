import { Command, CommanderError } from 'commander';
import type { ExitCode } from '../../../src/platform/exit-codes.ts';
import { KnownError } from '../../../src/platform/known-error.ts';
import type { Terminal } from '../../../src/platform/terminal.ts';
import type { CommandParts } from '../../../src/scoreboard/commands/scoreboard-command.ts';
import { HELP_LAYOUT } from '../../../src/scoreboard/manual/help-layout.ts';

/** What a call printed and how it ended; `error` is the message of a KnownError that it left to the program. */
export type Called = {
  readonly code: ExitCode | 'bad usage' | null;
  readonly out: string;
  readonly err: string;
  readonly error: string | null;
};

type Surroundings = { readonly env?: Record<string, string>; readonly home?: string };

/** Runs `slurm-sb ARGS` with the commands that `add` adds; prints into texts. */
export async function callProgram(
  add: (program: Command, parts: CommandParts) => void,
  args: readonly string[],
  { env = {}, home = '/nonexistent' }: Surroundings = {},
): Promise<Called> {
  const printed: { out: string[]; err: string[] } = { out: [], err: [] };
  const out = (text: string): void => void printed.out.push(text);
  const err = (text: string): void => void printed.err.push(text);
  const codes: Called['code'][] = [];
  const terminal: Terminal = {
    ...{ out, err, env, home },
    ...{
      outIsTty: false,
      errIsTty: false,
      columns: 80,
      host: 'login1',
      pid: 1,
      nodeVersion: 'v24.0.0',
      nodePath: '/node',
    },
  };
  const program = new Command('slurm-sb')
    .exitOverride()
    .configureHelp(HELP_LAYOUT)
    .configureOutput({ writeOut: out, writeErr: err });
  add(program, { terminal, exit: (code) => void codes.push(code) });
  let error: string | null = null;
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (thrown) {
    if (thrown instanceof KnownError) {
      codes.push(thrown.exitCode);
      error = thrown.message;
    } else if (thrown instanceof CommanderError) codes.push(thrown.exitCode === 0 ? 0 : 'bad usage');
    else throw thrown;
  }
  return { code: codes.at(-1) ?? null, out: printed.out.join(''), err: printed.err.join(''), error };
}
