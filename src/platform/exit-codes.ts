/** The exit codes of every program, documented in README and `slurm-sb --help`. */
export const EXIT = {
  /** Done; also: another poll holds the lock. */
  ok: 0,
  /** The work failed; what was there before is unchanged. */
  failed: 1,
  /** Bad usage or bad configuration. */
  usage: 2,
  /** The lock is held (with --fail-if-locked), or another holder committed first. */
  locked: 3,
  /** A needed tool is missing (sacct). */
  noTool: 4,
  /** The root cannot be used. */
  badRoot: 5,
  /** doctor or verify found something. */
  found: 6,
  /** A service is not reachable or refused the key. */
  noService: 7,
} as const;

/** One of the documented exit codes. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
