import { describe, expect, test } from 'vitest';
import { boardLayout } from '../../../../src/scoreboard/tui/board-layout.ts';
import { updateMouse } from '../../../../src/scoreboard/tui/deluxe/update-mouse.ts';
import type { MouseEventName } from '../../../../src/scoreboard/tui/message.ts';
import type { TuiState } from '../../../../src/scoreboard/tui/tui-state.ts';
import { boardOf, hoursOf, namesOf, stateOf } from '../state.ts';

/** u00 has most hours, u39 least. 80x24: the head is line 2, 17 rows are lines 3 to 19, the keys are line 22. */
const FORTY = stateOf({
  board: boardOf(
    hoursOf(Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`u${String(at).padStart(2, '0')}`, 100 - at]))),
  ),
});

function mouse(state: TuiState, event: MouseEventName, row: number, column: number) {
  return updateMouse(state, { kind: 'mouse', event, column, row });
}

const click = (state: TuiState, row: number, column: number) => mouse(state, 'click', row, column);

/** The middle of a column's heading. */
function headOf(state: TuiState, wanted: string): [row: number, column: number] {
  const { columns, headRow } = boardLayout(state);
  const { x, width } = columns.find(({ id }) => id === wanted)!;
  return [headRow, x + Math.floor(width / 2)];
}

describe('U1 a click on the board', () => {
  test('the places of the tables below', () => {
    const { headRow, firstRow, rowCount, keysRow, bottomRow } = boardLayout(FORTY);
    expect([headRow, firstRow, rowCount, bottomRow, keysRow]).toEqual([2, 3, 17, 20, 22]);
  });

  test.each([
    ['a name sorts from the front', 'name', { column: 'name', isDescending: false }],
    ['a number sorts the greatest first', 'jobs', { column: 'jobs', isDescending: true }],
    ['the bar is the value', 'bar', { column: 'value', isDescending: true }],
    ['the sorted one turns round', 'rank', { column: 'rank', isDescending: true }],
  ])('on a heading: %s', (_says, column, expected) => {
    const { state } = click(FORTY, ...headOf(FORTY, column));
    expect(state.sorting).toEqual(expected);
    expect(state.focus).toBe(expected.column);
  });

  test('twice on a heading turns the order round', () => {
    const once = click(FORTY, ...headOf(FORTY, 'name')).state;
    expect(namesOf(click(once, ...headOf(FORTY, 'name')).state)[0]).toBe('u39');
  });

  test('months are no order', () => {
    const wide = { ...FORTY, size: { columns: 160, rows: 24 } };
    expect(click(wide, ...headOf(wide, 'spark')).state).toEqual(wide);
  });

  test.each([
    ['the first row', 3, 0],
    ['the fifth row', 7, 4],
    ['the last row that shows', 19, 16],
  ])('on a row selects it: %s', (_says, row, expected) => {
    const start = { ...FORTY, selectedIndex: 2, selected: 'u02' };
    const { state, effects } = click(start, row, 30);
    expect([state.selectedIndex, state.selected, effects]).toEqual([
      expected,
      `u${String(expected).padStart(2, '0')}`,
      [],
    ]);
  });

  test('on the selected row, or twice on another, opens the page', () => {
    const once = click(FORTY, 7, 30);
    const twice = click(once.state, 7, 30);
    expect(twice.effects).toEqual([{ kind: 'load-user', user: 'u04' }]);
    expect(twice.state.page).toMatchObject({ kind: 'user', user: 'u04' });
  });

  test('counts from the first row that shows', () => {
    expect(click({ ...FORTY, top: 10, selectedIndex: 12, selected: 'u12' }, 4, 30).state.selected).toBe('u11');
  });

  test.each([
    ['the title', 0, 10],
    ['the state line', 1, 10],
    ['the left border', 5, 0],
    ['the right border', 5, 79],
    ['the gap between two headings', 2, 7],
    ['the lower border', 20, 10],
    ['the notice', 21, 10],
    ['outside', 23, 10],
  ])('on %s does nothing', (_says, row, column) => {
    expect(click(FORTY, row, column)).toEqual({ state: FORTY, effects: [] });
  });

  test('below the last row does nothing', () => {
    const two = stateOf({ board: boardOf(hoursOf({ ann: 2, bob: 1 })) });
    expect(click(two, 5, 30)).toEqual({ state: two, effects: [] });
  });

  test('on the pinned row goes to the own row, again opens it', () => {
    const pinned = stateOf({ board: FORTY.data.board, fixed: { own: 'u35' }, isPinned: true });
    const once = click(pinned, 19, 30);
    expect(once.state.selected).toBe('u35');
    expect(click(once.state, 3 + 35 - once.state.top, 30).effects).toEqual([{ kind: 'load-user', user: 'u35' }]);
  });

  test('keeps a filter that is being typed', () => {
    const typing: TuiState = {
      ...FORTY,
      filter: 'u',
      prompt: { kind: 'filter', text: 'u', before: '', selectedBefore: null },
    };
    const { state } = click(typing, 7, 30);
    expect([state.prompt, state.filter, state.selected]).toEqual([null, 'u', 'u04']);
  });

  test('ends a notice that stays until the next key', () => {
    const told: TuiState = { ...FORTY, notice: { text: 'x', role: 'notice', untilSeconds: null } };
    expect(click(told, 0, 0).state.notice).toBeNull();
  });
});

describe('U1 a click on a key of the footer presses it', () => {
  // ' ? help  q quit  m metric  w window ...'
  test.each([
    ['its character', 1, 'help'],
    ['its word', 5, 'help'],
    ['the gap after it is no key', 7, 'board'],
  ])('%s', (_says, column, page) => {
    expect(click(FORTY, 22, column).state.page.kind).toBe(page);
  });

  test('another one', () => {
    expect(click(FORTY, 22, 9).effects).toEqual([{ kind: 'quit' }]);
  });

  test('back from a page; arrows are no key', () => {
    const page: TuiState = { ...FORTY, page: { kind: 'user', user: 'u00', page: null, problem: 'none', top: 0 } };
    // ' Esc board  ↑↓ scroll'
    expect(click(page, 22, 2).state.page).toEqual({ kind: 'board' });
    expect(click(page, 22, 13)).toEqual({ state: page, effects: [] });
  });

  test('nothing else on a page is for clicks', () => {
    const page: TuiState = { ...FORTY, page: { kind: 'help', top: 0, under: { kind: 'board' } } };
    expect(click(page, 5, 30)).toEqual({ state: page, effects: [] });
  });
});

describe('U1 the wheel scrolls three rows', () => {
  test.each([
    [
      'down: the selection goes along as it would be out of sight',
      { top: 0, selectedIndex: 1 },
      'wheel-down',
      { top: 3, selectedIndex: 3 },
    ],
    ['down: a selection in sight stays', { top: 0, selectedIndex: 10 }, 'wheel-down', { top: 3, selectedIndex: 10 }],
    [
      'down: no further than the last row, 40 - 17',
      { top: 22, selectedIndex: 30 },
      'wheel-down',
      { top: 23, selectedIndex: 30 },
    ],
    ['up: the selection goes along', { top: 10, selectedIndex: 26 }, 'wheel-up', { top: 7, selectedIndex: 23 }],
    ['up: no further than the first row', { top: 2, selectedIndex: 5 }, 'wheel-up', { top: 0, selectedIndex: 5 }],
  ] as const)('%s', (_says, start, event, expected) => {
    const state = { ...FORTY, ...start, selected: FORTY.rows[start.selectedIndex]!.name };
    expect(mouse(state, event, 10, 10).state).toMatchObject(expected);
  });

  test('on a page three lines', () => {
    const help: TuiState = { ...FORTY, page: { kind: 'help', top: 0, under: { kind: 'board' } } };
    const down = mouse(help, 'wheel-down', 10, 10).state;
    expect(down.page).toMatchObject({ top: 3 });
    expect(mouse(down, 'wheel-up', 10, 10).state.page).toMatchObject({ top: 0 });
  });

  test('nothing happens on a terminal that is too small', () => {
    const tiny = { ...FORTY, size: { columns: 40, rows: 10 } };
    expect(mouse(tiny, 'wheel-down', 5, 5).state).toEqual(tiny);
    expect(click(tiny, 8, 2).state).toEqual(tiny);
  });
});
