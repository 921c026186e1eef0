import type { ExitCode } from '../../platform/exit-codes.ts';

/** What the exit codes mean, for `--help` and the manual. */
export const EXIT_MEANINGS: Readonly<Record<ExitCode, string>> = {
  0: 'done (also: another poll holds the lock)',
  1: 'the work failed; what was there before is unchanged',
  2: 'bad usage or bad configuration',
  3: 'the lock is held (--fail-if-locked), or another holder committed first',
  4: 'a needed tool is missing (sacct)',
  5: 'the root cannot be used',
  6: 'something was found (doctor, verify, bloom stats)',
  7: 'a service is not reachable or refused the key',
};

/** The section "Exit codes:" of `--help`. */
export function exitTable(): string {
  const rows = Object.entries(EXIT_MEANINGS).map(([code, meaning]) => `  ${code}  ${meaning}`);
  return `\nExit codes:\n${rows.join('\n')}`;
}
