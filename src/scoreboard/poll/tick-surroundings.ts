import type { Clock } from '../../platform/clock.ts';
import type { FileOperations } from '../../platform/file-operations.ts';
import type { RunProcess } from '../../platform/run-process.ts';
import type { Terminal } from '../../platform/terminal.ts';

/** The outside world as polling sees it. */
export type Surroundings = {
  readonly terminal: Terminal;
  readonly clock: Clock;
  /** 0 up to 1, for the jitter of back-offs. */
  readonly random: () => number;
  readonly run: RunProcess;
  /** This program's version. */
  readonly version: string;
  /** What commits rollups and boards; the real file system when not given. */
  readonly files?: FileOperations;
  /** The login name of who runs this; null for a uid that has none. */
  readonly currentUser: () => string | null;
  /** Aborted by SIGTERM and SIGINT. */
  readonly signal: AbortSignal;
};
