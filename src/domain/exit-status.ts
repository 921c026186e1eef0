/** How a process ended: by itself with a code, or by a signal. */
export type ExitStatus = { readonly exitCode: number; readonly signal: number };

/**
 * Reads `code:signal` (SLURM_JOB_EXIT_CODE2, sacct's ExitCode), `42:0` or `0:9`: 0 to 255 and 0 to 64. Null for
 * anything else.
 */
export function parseExitPair(text: string): ExitStatus | null {
  const [, code, signal] = /^(\d{1,3}):(\d{1,2})$/.exec(text) ?? [];
  return code === undefined ? null : within({ exitCode: Number(code), signal: Number(signal) });
}

/**
 * Reads a wait status as wait(2) gives it (SLURM_JOB_EXIT_CODE): 256 is exit 1, 9 is signal 9; the bit that says that a
 * core was dumped is passed over. Null for what is none, such as that of a process that was only stopped.
 */
export function parseWaitStatus(status: number): ExitStatus | null {
  if (!Number.isInteger(status) || status < 0 || status > 0xffff) return null;
  return within({ exitCode: status >> 8, signal: status & 0x7f });
}

const GREATEST_CODE = 255;
/** The last of Linux's real-time signals (signal(7)). */
const GREATEST_SIGNAL = 64;

function within(status: ExitStatus): ExitStatus | null {
  return status.exitCode <= GREATEST_CODE && status.signal <= GREATEST_SIGNAL ? status : null;
}
