import { type Command, CommanderError } from 'commander';
import { isErrno } from './errno.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { KnownError } from './known-error.ts';
import { plainLines } from './plain-lines.ts';
import type { Terminal } from './terminal.ts';

/**
 * Runs a commander program on the process's arguments and ends the process with the documented exit code: known
 * errors are one line on stderr, bugs show their stack. A reader that goes away (`| head`) ends it quietly.
 */
export async function runProgram(
  terminal: Terminal,
  make: (exit: (code: ExitCode) => void) => Command | Promise<Command>,
): Promise<void> {
  // What one maintainer writes the others of the group must be able to replace (spec F7).
  process.umask(0o002);
  process.stdout.on('error', endOnClosedPipe);
  process.stderr.on('error', endOnClosedPipe);
  let code: ExitCode = EXIT.ok;
  const program = await make((given) => {
    code = given;
  });
  exitByThrowing(program);
  try {
    if (process.argv.length <= 2 && program.commands.length > 0) program.outputHelp();
    else await program.parseAsync(process.argv);
  } catch (error) {
    code = reportError(terminal, program.name(), error);
  }
  process.exitCode = code;
}

/** What a file system may say to any program. */
const REFUSALS = [
  ...['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT', 'ENOTDIR', 'EISDIR', 'ENOTEMPTY'],
  ...['EIO', 'ESTALE', 'EXDEV', 'EMFILE', 'ENFILE'],
];

/** commander would end the process itself, with 1 for bad usage. */
function exitByThrowing(command: Command): void {
  command.exitOverride();
  for (const child of command.commands) exitByThrowing(child);
}

function reportError(terminal: Terminal, name: string, error: unknown): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  if (error instanceof KnownError) {
    terminal.err(plainLines(`${name}: ${error.message}\n`));
    return error.exitCode;
  }
  if (isErrno(error, ...REFUSALS)) {
    const denied = isErrno(error, 'EACCES', 'EPERM') ? ': your account may not; ask whoever owns it' : '';
    terminal.err(plainLines(`${name}: ${error.message}${denied}; what was there before is unchanged\n`));
    return isErrno(error, 'ENOSPC', 'EDQUOT') ? EXIT.failed : EXIT.badRoot;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  terminal.err(plainLines(`${name}: this is a bug: ${stack}\n`));
  return EXIT.failed;
}

function endOnClosedPipe(error: Error): void {
  if (isErrno(error, 'EPIPE')) process.exit(EXIT.ok);
  process.stderr.write(`slurm-sb: what was to be printed could not be: ${error.message}\n`, () =>
    process.exit(EXIT.failed),
  );
}
