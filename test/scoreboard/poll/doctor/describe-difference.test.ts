import { describe, expect, it } from 'vitest';
import { type Counters, counterRow } from '../../../../src/domain/counters.ts';
import { describeDifference } from '../../../../src/scoreboard/poll/doctor/describe-difference.ts';
import { totalsKey } from '../../../../src/scoreboard/rollups/totals.ts';

const totals = (entries: [string, string, Partial<Counters>][]) =>
  new Map(entries.map(([user, account, counters]) => [totalsKey(user, account), counterRow(counters)]));

describe('F1 C11 a month beside the sum of its days', () => {
  const month = totals([
    ['alice', 'chem', { jobs: 3, elapsed_seconds: 180 }],
    ['bob', '', { jobs: 1 }],
  ]);

  it.each<[string, ReturnType<typeof totals>, string | null]>([
    [
      'the same in another order',
      totals([
        ['bob', '', { jobs: 1 }],
        ['alice', 'chem', { jobs: 3, elapsed_seconds: 180 }],
      ]),
      null,
    ],
    [
      'another maximum',
      totals([
        ['alice', 'chem', { jobs: 3, elapsed_seconds: 180, max_job_gpus: 2 }],
        ['bob', '', { jobs: 1 }],
      ]),
      'max_job_gpus of alice in chem is 0 in the month and 2 by the days',
    ],
    ['one less', totals([['alice', 'chem', { jobs: 3, elapsed_seconds: 180 }]]), 'bob is in the month alone'],
    [
      'one more',
      totals([
        ['alice', 'chem', { jobs: 3, elapsed_seconds: 180 }],
        ['bob', '', { jobs: 1 }],
        ['bob', 'bio', { jobs: 1 }],
      ]),
      'bob in bio is in the days alone',
    ],
  ])('%s', (_, days, expected) => {
    expect(describeDifference(month, days)).toBe(expected);
  });
});
