import { homedir, hostname } from 'node:os';

/** The process's surroundings: where it prints and what it was given. */
export type Terminal = {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Whether stdout, and stderr, are terminals that a person looks at. */
  readonly outIsTty: boolean;
  readonly errIsTty: boolean;
  /** Width of the terminal in columns; 80 when it does not say (some say 0). */
  readonly columns: number;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  readonly host: string;
  readonly pid: number;
  /** Node's version, such as `v24.21.0`. */
  readonly nodeVersion: string;
  /** The node binary. */
  readonly nodePath: string;
  /** The root that this installation is for; null or left out: none. */
  readonly usualRoot?: string | null;
};

/** The real surroundings of this process. */
export function processTerminal(): Terminal {
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    outIsTty: process.stdout.isTTY === true,
    errIsTty: process.stderr.isTTY === true,
    columns: process.stdout.columns || process.stderr.columns || 80,
    env: process.env,
    home: homedir(),
    host: hostname(),
    pid: process.pid,
    nodeVersion: process.version,
    nodePath: process.execPath,
  };
}
