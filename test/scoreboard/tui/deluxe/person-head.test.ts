import { describe, expect, test } from 'vitest';
import { DELUXE_BACKEND } from '../../../../src/scoreboard/tui/deluxe/deluxe-backend.ts';
import { personHead } from '../../../../src/scoreboard/tui/deluxe/person-head.ts';
import { lineText, plainLine } from '../../../../src/scoreboard/tui/screen.ts';
import type { PersonPage, TuiState } from '../../../../src/scoreboard/tui/tui-state.ts';
import { boardOf, hoursOf, stateOf } from '../state.ts';

const BOARD = boardOf([
  { name: 'ann', values: { clock_hours: 1234.5 }, moves: { clock_hours: { rank: 2, value: 10 } } },
  ...hoursOf({ bob: 2000 }),
]);

function head(given: Parameters<typeof stateOf>[0], person: Partial<PersonPage> = {}, lines = LINES): string[] {
  const page: PersonPage = { kind: 'user', user: 'ann', page: null, problem: null, top: 0, ...person };
  return personHead(stateOf({ board: BOARD, ...given }), page, lines).map(lineText);
}

const LINES = [
  plainLine('a note'),
  plainLine('First part', 'title'),
  plainLine('its line'),
  plainLine(''),
  {
    spans: [
      { text: 'Left', role: 'title' },
      { text: '   ', role: 'text' },
      { text: 'Right', role: 'title' },
    ],
  } as const,
  plainLine('last line'),
];

describe('U1 where a person stands stays above their page', () => {
  const table: [string, Parameters<typeof stateOf>[0], Partial<PersonPage>, string][] = [
    ['rank, movement and board', {}, {}, 'CPU hours  1,234.5 · rank 2 of 2 ▲2 · all time, all clusters'],
    ['no movement', {}, { user: 'bob' }, 'CPU hours  2,000.0 · rank 1 of 2 · all time, all clusters'],
    [
      'one cluster',
      { board: { ...BOARD, cluster: 'bell' } },
      {},
      'CPU hours  1,234.5 · rank 2 of 2 ▲2 · all time, bell',
    ],
    ['no rank in the metric', { metric: 'jobs' }, {}, 'Jobs  no rank here · all time, all clusters'],
    ['not on the board', {}, { user: 'cid' }, 'CPU hours  no rank here · all time, all clusters'],
    ['no board', { board: null }, {}, 'CPU hours  no rank here · all time, all clusters'],
    ['exact', { fixed: { raw: true } }, {}, 'CPU hours  1234.5 · rank 2 of 2 ▲2 · all time, all clusters'],
    [
      'what does not fit is left out',
      { size: { columns: 60, rows: 15 }, board: { ...BOARD, cluster: 'a-cluster-of-long-name' } },
      {},
      'CPU hours  1,234.5 · rank 2 of 2 ▲2',
    ],
  ];
  test.each(table)('%s', (_says, given, person, expected) => {
    expect(head(given, person)[0]).toBe(expected);
  });
});

describe('U1 the part of the page that was scrolled into has its title above', () => {
  const line = '─'.repeat(76);
  test.each([
    ['before the first title', 0, line],
    ['at a title, which shows itself', 1, line],
    ['within a part', 2, `── First part ${line.slice(14)}`],
    ['at the blank line of its end', 3, `── First part ${line.slice(14)}`],
    ['two parts side by side', 5, `── Left · Right ${line.slice(16)}`],
  ])('%s', (_says, top, expected) => {
    expect(head({}, { top })[1]).toBe(expected);
  });

  test('ASCII', () => {
    expect(head({ fixed: { unicode: false } }, { top: 2 })[1]).toBe(`-- First part ${'-'.repeat(62)}`);
  });
});

test('U1 the head stays while the page scrolls, and the lines below it are those of the page', () => {
  const { view, update, start } = DELUXE_BACKEND;
  const opened: TuiState = {
    ...start(stateOf({ board: BOARD })),
    page: { kind: 'user', user: 'ann', page: null, problem: 'gone', top: 0 },
  };
  const texts = view(opened).map(lineText);
  expect(texts[1]).toContain('CPU hours  1,234.5');
  expect(texts[3]).toContain('gone');
  // One line is no more than there is room for.
  expect(update(opened, { kind: 'key', key: 'down' }).state.page).toMatchObject({ top: 0 });
});
