import pino from 'pino';

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
  /** Mode of a new file, as far as the umask lets it; 0664 when not given. */
  readonly mode?: number | undefined;
};

/** Opens a log file, its folder is made. Lines are written at once, so a kill loses none. */
export function openJsonLog({ path, level, base, nowIso, mode = 0o664 }: LogTarget): EventLog {
  const logger = pino(
    {
      level,
      base,
      messageKey: 'event',
      timestamp: () => `,"ts":"${nowIso()}"`,
      formatters: { level: (label) => ({ level: label }) },
    },
    pino.destination({ dest: path, sync: true, mkdir: true, append: true, mode }),
  );
  return {
    debug: (event, facts = {}) => logger.debug(facts, event),
    info: (event, facts = {}) => logger.info(facts, event),
    warn: (event, facts = {}) => logger.warn(facts, event),
    error: (event, facts = {}) => logger.error(facts, event),
  };
}
