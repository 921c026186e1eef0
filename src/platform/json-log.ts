import { closeSync, constants, fchmodSync, fstatSync, openSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import pino from 'pino';
import { entryFacts } from './entry-facts.ts';
import { isErrno } from './errno.ts';
import { EXIT } from './exit-codes.ts';
import { printableJson } from './json-text.ts';
import { KnownError } from './known-error.ts';
import { makeFolders } from './make-folders.ts';
import { quarantine } from './quarantine.ts';

/** A log of events: one JSON line each with `ts`, `level`, what `base` holds, `event` and the facts. */
export type EventLog = {
  readonly debug: (event: string, facts?: Record<string, unknown>) => void;
  readonly info: (event: string, facts?: Record<string, unknown>) => void;
  readonly warn: (event: string, facts?: Record<string, unknown>) => void;
  readonly error: (event: string, facts?: Record<string, unknown>) => void;
};

/** A log that was opened; what is said after it was closed is not kept. */
export type OpenLog = EventLog & { readonly close: () => void };

/** A log file to append to. */
export type LogTarget = {
  readonly path: string;
  readonly level: string;
  readonly base: Readonly<Record<string, unknown>>;
  readonly nowIso: () => string;
  /** Mode of a new file, whatever the umask is; 0664 when not given. */
  readonly mode?: number | undefined;
};

/**
 * Opens a log file, its folders are made group-writable. Lines are written at once, so a kill loses none, and hold
 * nothing that a terminal obeys. A folder in its place is moved aside. Throws KnownError (exit 5) where something else
 * than a file is: a link is not followed, as whoever put it there would choose what is written to.
 */
export async function openJsonLog({ path, level, base, nowIso, mode = 0o664 }: LogTarget): Promise<OpenLog> {
  await makeFolders(dirname(path));
  if ((await entryFacts(path))?.kind === 'folder') await quarantine(path, Date.parse(nowIso()));
  const lines = printableLines(openLogFile(path, mode));
  const logger = pino(
    {
      level,
      base,
      messageKey: 'event',
      timestamp: () => `,"ts":"${nowIso()}"`,
      formatters: { level: (label) => ({ level: label }) },
    },
    lines,
  );
  return {
    debug: (event, facts = {}) => logger.debug(facts, event),
    info: (event, facts = {}) => logger.info(facts, event),
    warn: (event, facts = {}) => logger.warn(facts, event),
    error: (event, facts = {}) => logger.error(facts, event),
    close: lines.close,
  };
}

/** A pipe or a device is not waited for. */
const APPENDING =
  constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | constants.O_NOFOLLOW | constants.O_NONBLOCK;

function openLogFile(path: string, mode: number): number {
  try {
    const file = openSync(path, APPENDING, mode);
    const info = fstatSync(file);
    // Whatever the umask is, fellow maintainers go on with the file.
    if (info.size === 0 && info.uid === process.geteuid?.()) fchmodSync(file, mode);
    if (info.isFile()) return file;
    closeSync(file);
  } catch (error) {
    if (!isErrno(error, 'ELOOP', 'ENXIO', 'EISDIR')) throw error;
  }
  throw new KnownError(`${path} is no plain file, but a link or something else; move it away`, EXIT.badRoot);
}

function printableLines(file: number): { write: (line: string) => void; close: () => void } {
  let isOpen = true;
  return {
    write: (line) => {
      if (isOpen) writeFileSync(file, `${printableJson(line.slice(0, -1))}\n`);
    },
    close: () => {
      if (isOpen) closeSync(file);
      isOpen = false;
    },
  };
}
