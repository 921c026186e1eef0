import type { Digest } from './digest.ts';
import { DigestSet } from './digest-set.ts';
import { SeenFilter } from './seen-filter.ts';

/** Finds runs that come again within one unit (an answer of sacct, a file). */
export type RepeatFinder = {
  /** True when the run came before in this unit; each run is asked for once per row. */
  readonly isRepeat: (digest: Digest) => boolean;
};

/** Remembers every run: for an answer, which is small. */
export function exactRepeats(): RepeatFinder {
  const seen = new DigestSet();
  return { isRepeat: (digest) => !seen.add(digest) };
}

/** Rate at which {@link suspectRepeats} takes a first coming for a repeat: rare, as each costs a second reading. */
const SUSPECT_RATE = 1e-9;

/**
 * The first of two readings of a large file in little memory: passes every run but notes those that may have come
 * twice in `suspects`. When there are none, what was read stands; else the file is read again with
 * {@link repeatsAmong}.
 */
export function suspectRepeats(suspects: DigestSet): RepeatFinder {
  const seen = new SeenFilter({ firstCapacity: 100_000, rate: SUSPECT_RATE });
  return {
    isRepeat: (digest) => {
      if (seen.has(digest)) suspects.add(digest);
      else seen.add(digest);
      return false;
    },
  };
}

/** The second reading: exact, as every run that comes twice is among the suspects. */
export function repeatsAmong(suspects: DigestSet): RepeatFinder {
  const came = new DigestSet();
  return { isRepeat: (digest) => suspects.has(digest) && !came.add(digest) };
}
