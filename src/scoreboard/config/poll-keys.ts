import { instantValue } from '../../platform/config/instant-value.ts';
import { keyRow } from '../../platform/config/key-table.ts';
import { numberAbove, numberFrom, wholeNumber } from '../../platform/config/number-value.ts';
import { optionalValue } from '../../platform/config/optional-value.ts';

/** Settings of a tick: how often, how far back, how long. */
export const POLL_KEYS = [
  keyRow({
    key: 'poll_interval_sec',
    type: wholeNumber(1, 86_400),
    default: 600,
    unit: 'seconds',
    doc: ['Time from tick to tick with `poll --loop`.', 'Under cron the crontab decides.'],
  }),
  keyRow({
    key: 'backfill_start',
    type: optionalValue(instantValue()),
    default: null,
    unit: null,
    flag: '--backfill-start <time>',
    example: '2025-07-01',
    doc: [
      'Where the history begins: jobs that ended before are not asked for.',
      'Unset: a new cluster begins at 2000-01-01, and one that was read before stays where it began.',
      'A day (2025-07-01) or a time (2025-07-01T06:30:00Z), in UTC.',
    ],
  }),
  keyRow({
    key: 'backfill_sleep_sec',
    type: numberFrom(0, 3600),
    default: 0,
    unit: 'seconds',
    doc: ['Extra pause after each call of the backfill, on top of the rate limit.'],
  }),
  keyRow({
    key: 'overlap_sec',
    type: wholeNumber(0, 604_800),
    default: 7200,
    unit: 'seconds',
    doc: [
      'How far each tick reaches back behind what it has covered.',
      'Slurm writes some records late; no job is counted twice for it.',
    ],
  }),
  keyRow({
    key: 'late_sweep_days',
    type: wholeNumber(0, 366),
    default: 7,
    unit: 'days',
    doc: ['Once a day so many days are read again, for records that came later still.', '0 turns it off.'],
  }),
  keyRow({
    key: 'max_calls',
    type: wholeNumber(0, 100_000),
    default: 0,
    unit: 'calls',
    flag: '--max-calls <count>',
    doc: ['Most calls of sacct in one tick; 0 is no limit.', 'max_minutes and the rate bound a tick as well.'],
  }),
  keyRow({
    key: 'max_minutes',
    type: numberAbove(0, 1440),
    default: 8,
    unit: 'minutes',
    flag: '--max-minutes <minutes>',
    doc: ['After so long a tick begins no further call.', 'Keep it below the interval of the crontab.'],
  }),
  keyRow({
    key: 'keep_months',
    type: wholeNumber(14, 1200),
    default: 36,
    unit: 'months',
    doc: [
      'How many months before the newest one keep their days, and the filter that knows their jobs.',
      'Month totals are kept for ever; jobs of months without filter are counted no more.',
    ],
  }),
  keyRow({
    key: 'keep_log_months',
    type: wholeNumber(1, 1200),
    default: 3,
    unit: 'months',
    doc: ['How many months before the newest one keep their logs of ticks; no number comes from a log.'],
  }),
  keyRow({
    key: 'lock_stale_sec',
    type: wholeNumber(60, 86_400),
    default: 600,
    unit: 'seconds',
    doc: [
      "A lock that was not refreshed for so long counts as left behind by another host's crash.",
      'Correctness does not rest on it: a commit is refused when somebody else committed first.',
    ],
  }),
] as const;
