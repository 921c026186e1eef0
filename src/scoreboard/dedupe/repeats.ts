import type { Digest } from '../records/digest.ts';
import { DigestSet } from './digest-set.ts';
import { Fingerprints } from './fingerprints.ts';

/** Finds runs that come again within one unit (an answer of sacct, a file). */
export type RepeatFinder = {
  /** True when the run came before in this unit; each run is asked for once per row. */
  readonly isRepeat: (digest: Digest, at?: number) => boolean;
};

/** Remembers every run: for an answer, which is small. */
export function exactRepeats(): RepeatFinder {
  const seen = new DigestSet();
  return { isRepeat: (digest, at) => !seen.add(digest, at) };
}

/**
 * The first of two readings of a large file in little memory: passes every run but notes those that may have come
 * twice in `suspects`. When there are none, what was read stands; else the file is read again with
 * {@link repeatsAmong}. `expectedRuns` may be wrong: see {@link Fingerprints}.
 */
export function suspectRepeats(suspects: DigestSet, expectedRuns: number): RepeatFinder {
  const seen = new Fingerprints(expectedRuns);
  return {
    isRepeat: (digest, at) => {
      if (!seen.add(digest, at)) suspects.add(digest, at);
      return false;
    },
  };
}

/** The second reading: exact, as every run that comes twice is among the suspects. */
export function repeatsAmong(suspects: DigestSet): RepeatFinder {
  const came = new DigestSet();
  return { isRepeat: (digest, at) => suspects.has(digest, at) && !came.add(digest, at) };
}
