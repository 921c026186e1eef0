/** A time column read: an instant in epoch seconds, or a word for "never" or "not yet". */
export type SlurmTime =
  | { readonly kind: 'at'; readonly epochSeconds: number }
  | { readonly kind: 'none' | 'unknown' | 'unreadable' };

/** Turns wall clock text of some zone (`2026-11-20T17:26:05`) into epoch seconds, null when it is no such text. */
export type WallClock = (text: string) => number | null;

/** A job's times lie after 1970 began and before this, in year 5138: the calendar's texts hold for all of them. */
const LATEST = 1e11;

/**
 * Reads Submit, Eligible, Start or End: epoch seconds, `None` (never), `Unknown` or empty (not yet), else what
 * `wallClock` makes of it; instants outside of 1970 to 5138 are unreadable.
 * Source: slurm parse_time.c; measured with SLURM_TIME_FORMAT=%s.
 */
export function parseSlurmTime(text: string, wallClock: WallClock): SlurmTime {
  if (/^\d{1,11}$/.test(text)) {
    const epochSeconds = Number(text);
    return epochSeconds === 0 ? { kind: 'unknown' } : { kind: 'at', epochSeconds };
  }
  if (text === 'None') return { kind: 'none' };
  if (text === 'Unknown' || text === '') return { kind: 'unknown' };
  const epochSeconds = wallClock(text);
  const isJobs = epochSeconds !== null && epochSeconds > 0 && epochSeconds < LATEST;
  return isJobs ? { kind: 'at', epochSeconds } : { kind: 'unreadable' };
}

/** Reads no wall clock at all: for output asked with SLURM_TIME_FORMAT=%s. */
export const epochOnly: WallClock = () => null;
