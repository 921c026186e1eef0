import { expect, it } from 'vitest';
import { emptyReport, type StopReason, unanswered } from '../../../src/scoreboard/poll/tick-report.ts';

it.each<[string, number, number, StopReason, string | null]>([
  ['nothing was owed', 0, 0, 'caught-up', null],
  ['backing off', 0, 0, 'back-off', null],
  ['some calls failed', 3, 2, 'caught-up', null],
  ['stopped by a signal', 1, 1, 'interrupted', null],
  [
    'its one call failed',
    1,
    1,
    'max-minutes',
    'the one call of sacct failed; a shorter time is asked for next, and the log says why',
  ],
  [
    'all calls failed',
    3,
    3,
    'max-calls',
    'all 3 calls of sacct failed; a shorter time is asked for next, and the log says why',
  ],
])('a tick without an answer is no success: %s', (_, calls, failed_calls, stopped, said) => {
  expect(unanswered({ ...emptyReport(), calls, failed_calls, stopped })).toBe(said);
});
