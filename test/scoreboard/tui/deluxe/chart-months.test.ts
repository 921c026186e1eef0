import { expect, test } from 'vitest';
import { chartMonths } from '../../../../src/scoreboard/tui/deluxe/chart-months.ts';
import { type GivenMonths, pageOf } from './page.ts';

/** The page was made in September 2026. */
const TABLE: [string, GivenMonths, [count: number, first: string | undefined, last: string | undefined]][] = [
  ['no jobs', {}, [0, undefined, undefined]],
  ['a new person has twelve', { bell: { '2026-08': 1 } }, [12, '2025-10', '2026-09']],
  [
    'from the first with jobs, on any cluster',
    { bell: { '2026-08': 1 }, hammer: { '2025-01': 1 } },
    [21, '2025-01', '2026-09'],
  ],
  ['jobs in the year before count as of now', { bell: { '2025-10': 1 } }, [12, '2025-10', '2026-09']],
  ['jobs long ago: the last twelve then', { bell: { '2025-09': 1 } }, [12, '2024-10', '2025-09']],
];

test.each(TABLE)('U1 months of the charts: %s', (_says, months, expected) => {
  const shown = chartMonths(pageOf({ months }));
  expect([shown.length, shown[0], shown.at(-1)]).toEqual(expected);
});
