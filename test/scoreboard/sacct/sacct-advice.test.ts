import { expect, it } from 'vitest';
import { adviceOn, advisedFailure } from '../../../src/scoreboard/sacct/sacct-advice.ts';
import { SacctFailure } from '../../../src/scoreboard/sacct/sacct-failure.ts';

/** What Debian's Slurm 22.05.8 prints in each case. */
it.each([
  [
    'slurmdbd is away',
    'sacct: error: Sending PersistInit msg: Connection refused; sacct: error: Problem talking to the database',
    'slurmdbd does not answer: the next poll tries again and misses nothing',
  ],
  [
    'munge is away',
    'sacct: error: If munged is up, restart with --num-threads=10',
    'munged does not answer on this host: have it started; the next poll tries again and misses nothing',
  ],
  [
    'there is no accounting',
    'Slurm accounting storage is disabled',
    'this slurm.conf names no slurmdbd (AccountingStorageType): set slurm_conf to the one of the cluster',
  ],
  [
    'even the shortest slice is too wide',
    'sacct: error: Too wide of a date range in query',
    'slurmdbd allows only shorter queries (MaxQueryTimeRange): set min_slice_sec below that',
  ],
  [
    'even the shortest slice takes too long',
    'sacct: no answer within the time limit',
    'raise call_timeout_sec or lower min_slice_sec if the database is only slow; if slurmdbd hangs, have it restarted',
  ],
  ['anything else', 'sacct: error: Invalid field requested: "Foo"', null],
])('advice when %s', (_, said, advice) => {
  expect(adviceOn(said)).toBe(advice);
});

it('an advised failure says what was said, then what to do', () => {
  const interval = { since: 0, until: 600 };
  const failure = new SacctFailure('refused', 'Slurm accounting storage is disabled', interval);
  const advised = advisedFailure(failure);
  expect(advised).toMatchObject({ kind: 'refused', interval, exitCode: 1 });
  expect(advised.message).toMatch(/^sacct: Slurm accounting storage is disabled; this slurm\.conf names no slurmdbd/);
});
