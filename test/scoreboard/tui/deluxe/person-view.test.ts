import { describe, expect, test } from 'vitest';
import { DELUXE_BACKEND } from '../../../../src/scoreboard/tui/deluxe/deluxe-backend.ts';
import type { DeluxeState } from '../../../../src/scoreboard/tui/deluxe/deluxe-state.ts';
import { pageLines, pageRoom } from '../../../../src/scoreboard/tui/page-lines.ts';
import { boardOf, stateOf } from '../state.ts';
import { type GivenMonths, openPage, pageOf, screenTexts } from './page.ts';

const BOARD = boardOf([
  { name: 'ann', values: { clock_hours: 30 }, spark: [...new Array(10).fill(0), 10, 20] },
  { name: 'bob', values: { clock_hours: 15 }, spark: [...new Array(10).fill(0), 15, 0] },
]);
const MONTHS: GivenMonths = { bell: { '2026-08': 10, '2026-09': 15 }, hammer: { '2026-09': 5 } };

function opened(given: Parameters<typeof stateOf>[0] = {}, months = MONTHS): DeluxeState {
  return openPage(stateOf({ board: BOARD, ...given }), pageOf({ months }));
}

/** The titles of a page's parts. */
function titles(state: DeluxeState): string[] {
  return pageLines(state).flatMap(({ spans }) => {
    const texts = spans.filter(({ role }) => role === 'title').map(({ text }) => text.trim());
    return spans.some(({ role }) => role === 'title') ? [texts.join(' | ')] : [];
  });
}

const PANELS = 'All time | Last 30 days | Last 365 days';
const RANKS = 'Rank by CPU hours of the month among 2 users';

describe('U1 the parts of a person’s page', () => {
  test('80x24: charts one above the other', () => {
    expect(titles(opened())).toEqual([PANELS, 'CPU hours by month (Sep so far)', RANKS]);
  });

  test('120x40: charts side by side', () => {
    const wide = opened({ size: { columns: 120, rows: 40 } });
    expect(titles(wide)).toEqual([PANELS, `CPU hours by month (Sep so far) | ${RANKS}`]);
  });

  test('a legend says which fill is which cluster', () => {
    const texts = screenTexts(pageLines(opened()));
    expect(texts.find((text) => text.startsWith('CPU hours by month'))).toBe(
      'CPU hours by month (Sep so far)   █ bell 25  ▒ hammer 5',
    );
  });

  test('one cluster needs no legend', () => {
    const texts = screenTexts(pageLines(opened({}, { bell: { '2025-07': 10 } })));
    expect(texts).toContain('CPU hours by month');
  });

  test.each([
    ['no months', opened({}, {}), [PANELS, RANKS]],
    ['no board', opened({ board: null }), [PANELS, 'CPU hours by month (Sep so far)']],
    ['neither', opened({ board: null }, {}), [PANELS]],
  ])('%s: no such chart', (_says, state, expected) => {
    expect(titles(state)).toEqual(expected);
  });

  test('a page that is being read says so', () => {
    expect(screenTexts(pageLines(openPage(stateOf({ board: BOARD }), null)))).toEqual(['Reading the page of ann']);
  });

  test('the page scrolls by what is left below the head', () => {
    const state = opened();
    const room = pageRoom(state);
    expect(room).toBe(17);
    const end = DELUXE_BACKEND.update(state, { kind: 'key', key: 'end' }).state;
    expect(end.page).toMatchObject({ top: pageLines(state).length - 17 });
  });

  test('a narrow terminal after a wide one keeps the page within its lines', () => {
    const wide = openPage(stateOf({ board: BOARD, size: { columns: 80, rows: 24 } }), pageOf({ months: MONTHS }), 5);
    const tall = DELUXE_BACKEND.update(wide, { kind: 'resize', size: { columns: 200, rows: 60 } }).state;
    expect(tall.page).toMatchObject({ top: 0 });
  });
});
