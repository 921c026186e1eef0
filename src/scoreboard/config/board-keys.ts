import { keyRow } from '../../platform/config/key-table.ts';
import { wholeNumber } from '../../platform/config/number-value.ts';

/** Settings of the leaderboards. */
export const BOARD_KEYS = [
  keyRow({
    key: 'min_jobs',
    type: wholeNumber(1, 1000),
    default: 3,
    unit: 'jobs',
    rootFileOnly: true,
    doc: ["Users with fewer jobs in a board's window and cluster are left out of that board.", '1 leaves out nobody.'],
  }),
  keyRow({
    key: 'min_account_people',
    type: wholeNumber(1, 1000),
    default: 3,
    unit: 'people',
    rootFileOnly: true,
    doc: ['Accounts of fewer people are left out of the boards by account.', '1 leaves out none.'],
  }),
  keyRow({
    key: 'stale_after_sec',
    type: wholeNumber(1, 31_536_000),
    default: 7200,
    unit: 'seconds',
    doc: ['A cluster whose last good poll is older is marked stale on the boards.'],
  }),
] as const;
