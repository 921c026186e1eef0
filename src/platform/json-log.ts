import { dirname } from 'node:path';
import pino from 'pino';
import { makeFolders } from './make-folders.ts';

/** A log of events: one JSON line each with `ts`, `level`, what `base` holds, `event` and the facts. */
export type EventLog = {
  readonly debug: (event: string, facts?: Record<string, unknown>) => void;
  readonly info: (event: string, facts?: Record<string, unknown>) => void;
  readonly warn: (event: string, facts?: Record<string, unknown>) => void;
  readonly error: (event: string, facts?: Record<string, unknown>) => void;
};

/** A log file to append to. */
export type LogTarget = {
  readonly path: string;
  readonly level: string;
  readonly base: Readonly<Record<string, unknown>>;
  readonly nowIso: () => string;
};

/** Opens a log file, its folder is made. Lines are written at once, so a kill loses none. */
export async function openJsonLog({ path, level, base, nowIso }: LogTarget): Promise<EventLog> {
  await makeFolders(dirname(path));
  const logger = pino(
    {
      level,
      base,
      messageKey: 'event',
      timestamp: () => `,"ts":"${nowIso()}"`,
      formatters: { level: (label) => ({ level: label }) },
    },
    pino.destination({ dest: path, sync: true, append: true }),
  );
  return {
    debug: (event, facts = {}) => logger.debug(facts, event),
    info: (event, facts = {}) => logger.info(facts, event),
    warn: (event, facts = {}) => logger.warn(facts, event),
    error: (event, facts = {}) => logger.error(facts, event),
  };
}
