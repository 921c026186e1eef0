import { writeSync } from 'node:fs';
import { isErrno } from './errno.ts';
import { EXIT } from './exit-codes.ts';

/** Not `process.stdout`, which loads what terminals and pipes need. */
const STDOUT = 1;
const STDERR = 2;

/**
 * Prints the version and returns true when `--version` or `-V` is all that the program was given: scripts and people
 * wait for it, so the answer comes before anything else is loaded.
 */
export function answerVersion(program: string, version: string): boolean {
  const [first, ...others] = process.argv.slice(2);
  if (others.length > 0 || (first !== '--version' && first !== '-V')) return false;
  try {
    writeSync(STDOUT, `${version}\n`);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    // A reader that went away is no fault.
    if (isErrno(error, 'EPIPE')) return true;
    writeSync(STDERR, `${program}: what was to be printed could not be: ${error.message}\n`);
    process.exitCode = EXIT.failed;
  }
  return true;
}
