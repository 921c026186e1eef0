import { SacctFailure } from './sacct-failure.ts';

/** What to do about words that sacct and scontrol say on stderr; the first that matches holds. */
const ADVICE: readonly (readonly [RegExp, string])[] = [
  [/munge/i, 'munged does not answer on this host: have it started; the next poll tries again and misses nothing'],
  [
    /accounting storage is disabled/i,
    'this slurm.conf names no slurmdbd (AccountingStorageType): set slurm_conf to the one of the cluster',
  ],
  [
    /too wide of a date range/i,
    'slurmdbd allows only shorter queries (MaxQueryTimeRange): set min_slice_sec below that',
  ],
  [
    /within the time limit/,
    'raise call_timeout_sec or lower min_slice_sec if the database is only slow; if slurmdbd hangs, have it restarted',
  ],
  [
    /slurmdbd|slurm_persist|problem talking to the database|connection refused/i,
    'slurmdbd does not answer: the next poll tries again and misses nothing',
  ],
];

/** What to do about something that a command of Slurm said; null when nothing is known. */
export function adviceOn(said: string): string | null {
  return ADVICE.find(([pattern]) => pattern.test(said))?.[1] ?? null;
}

/** A failure that ends a tick, with what to do about it where that is known. */
export function advisedFailure(failure: SacctFailure): SacctFailure {
  const advice = adviceOn(failure.message);
  if (advice === null) return failure;
  return new SacctFailure(failure.kind, `${failure.message}; ${advice}`, failure.interval);
}
