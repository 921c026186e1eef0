/** A time column read: an instant in epoch seconds, or a word for "never" or "not yet". */
export type SlurmTime =
  | { readonly kind: 'at'; readonly epochSeconds: number }
  | { readonly kind: 'none' | 'unknown' | 'unreadable' };

/** Turns wall clock text of some zone (`2026-11-20T17:26:05`) into epoch seconds, null when it is no such text. */
export type WallClock = (text: string) => number | null;

/** Times at or beyond this are no epoch seconds of a job: year 5138. */
const LATEST = 1e11;

/**
 * Reads Submit, Eligible, Start or End: epoch seconds, `None` (never), `Unknown` or empty (not yet), else what
 * `wallClock` makes of it. Source: slurm parse_time.c; measured with SLURM_TIME_FORMAT=%s.
 */
export function parseSlurmTime(text: string, wallClock: WallClock): SlurmTime {
  if (/^\d{1,11}$/.test(text)) {
    const epochSeconds = Number(text);
    if (epochSeconds === 0) return { kind: 'unknown' };
    return epochSeconds < LATEST ? { kind: 'at', epochSeconds } : { kind: 'unreadable' };
  }
  if (text === 'None') return { kind: 'none' };
  if (text === 'Unknown' || text === '') return { kind: 'unknown' };
  const epochSeconds = wallClock(text);
  return epochSeconds === null ? { kind: 'unreadable' } : { kind: 'at', epochSeconds };
}

/** Reads no wall clock at all: for output asked with SLURM_TIME_FORMAT=%s. */
export const epochOnly: WallClock = () => null;
