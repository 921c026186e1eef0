import { describe, expect, test } from 'vitest';
import type { BoardReading } from '../../../src/scoreboard/leaderboards/read-board.ts';
import type { Message } from '../../../src/scoreboard/tui/message.ts';
import type { TuiState } from '../../../src/scoreboard/tui/tui-state.ts';
import { drive, press } from './drive.ts';
import { boardOf, hoursOf, NOW_SECONDS, namesOf, stateOf } from './state.ts';

const board = stateOf({ board: boardOf(hoursOf({ ann: 30, bob: 20, cy: 10 })) });
const here = board.choice;

function arrived(reading: BoardReading, given: Partial<Extract<Message, { kind: 'board' }>> = {}): Message {
  return { kind: 'board', choice: here, reading, clusters: ['bell'], ...given };
}
const fine = (hours: Record<string, number>): BoardReading => ({ ok: true, board: boardOf(hoursOf(hours)) });
const broken: BoardReading = { ok: false, missing: false, text: 'x.json: bad checksum' };
const missing: BoardReading = { ok: false, missing: true, text: 'there is no leaderboard yet' };

describe('U3 U5 a board that was read', () => {
  test('the selection stays on its user', () => {
    const { state } = drive(press(board, 'j').state, [arrived(fine({ cy: 99, ann: 30, bob: 20 }))]);
    expect([namesOf(state), state.selected, state.selectedIndex]).toEqual([['cy', 'ann', 'bob'], 'bob', 2]);
  });

  test('where the user is gone the selection stays in its place', () => {
    const { state } = drive(press(board, 'j').state, [arrived(fine({ ann: 30, cy: 10, dee: 5 }))]);
    expect([state.selected, state.selectedIndex]).toEqual(['cy', 1]);
  });

  test('one that nobody looks at any more is dropped, but its clusters are taken', () => {
    const choice = { ...here, cluster: 'hammer' };
    const { state } = drive(board, [arrived(fine({ zed: 1 }), { choice, clusters: ['x'] })]);
    expect([namesOf(state), state.clusters]).toEqual([['ann', 'bob', 'cy'], ['x']]);
  });

  test.each<[string, BoardReading, string[], string]>([
    ['a broken file leaves the rows and says so', broken, ['ann', 'bob', 'cy'], 'x.json: bad checksum'],
    ['a file that went away takes the rows', missing, [], 'there is no leaderboard yet'],
  ])('%s', (_, reading, names, problem) => {
    const { state } = drive(board, [arrived(reading, { clusters: null })]);
    expect([namesOf(state), state.data.problem, state.clusters]).toEqual([names, problem, board.clusters]);
  });

  test('a broken file of another board leaves no rows that would pass for its own', () => {
    const { state } = drive(board, [
      { kind: 'text', text: 'w' },
      arrived(broken, { choice: { ...here, window: '30d' } }),
    ]);
    expect([namesOf(state), state.data.problem, state.data.isLoading]).toEqual([[], 'x.json: bad checksum', false]);
  });

  test('the problem goes when the file is good again', () => {
    const { state } = drive(board, [arrived(broken), arrived(fine({ ann: 1 }))]);
    expect([state.data.problem, namesOf(state)]).toEqual([null, ['ann']]);
  });
});

describe('the footer’s notice', () => {
  const notice: Message = { kind: 'notice', text: 'written', role: 'notice' };
  const tick = (after: number): Message => ({ kind: 'tick', nowSeconds: NOW_SECONDS + after, runMs: 0 });

  test.each<[string, Message[], boolean]>([
    ['stays for ten seconds', [notice, tick(9)], true],
    ['then goes', [notice, tick(10)], false],
    ['goes with the next key', [notice, { kind: 'key', key: 'left' }], false],
    ['stays over a reading', [notice, arrived(broken)], true],
  ])('%s', (_, messages, isThere) => {
    expect(drive(board, messages).state.notice !== null).toBe(isThere);
  });
});

describe('pages', () => {
  const open = press(board, 'j <enter>').state;
  const answer = (user: string): Message => ({ kind: 'user-page', user, reading: { ok: false, text: 'no such file' } });

  test('what was read for another user is dropped', () => {
    expect(drive(open, [answer('ann')]).state.page).toEqual(open.page);
    expect(drive(open, [answer('bob')]).state.page).toMatchObject({ user: 'bob', problem: 'no such file' });
    expect(drive(board, [answer('bob')]).state.page).toEqual({ kind: 'board' });
  });

  test('a board with news makes the page that is open new as well, the first one does not', () => {
    expect(drive(open, [arrived(fine({ ann: 31, bob: 21 }))]).effects).toEqual([{ kind: 'load-user', user: 'bob' }]);
    expect(drive(open, [arrived(broken)]).effects).toEqual([]);
    expect(drive(board, [arrived(fine({ ann: 31 }))]).effects).toEqual([]);
  });

  test.each([
    ['help opens and closes with ?', '? ?', 'board'],
    ['q closes the help and not the program', '? q', 'board'],
    ['Escape closes the help over a page', '<enter> ? <escape>', 'user'],
    ['r on a page reads it again', '<enter> r', 'user'],
  ])('%s', (_, keys, kind) => {
    const { state, effects } = press(board, keys);
    expect(state.page.kind).toBe(kind);
    expect(effects.every((effect) => effect.kind === 'load-user')).toBe(true);
  });

  test('q on a page ends the program, Ctrl-C anywhere', () => {
    expect(press(open, 'q').effects).toEqual([{ kind: 'quit' }]);
    expect(press(press(board, 'f').state, '<ctrl-c>').effects).toEqual([{ kind: 'quit' }]);
    expect(press(press(board, '?').state, '<ctrl-c>').effects).toEqual([{ kind: 'quit' }]);
  });

  test('the help scrolls to its end and no further, and comes back into sight when there is more room', () => {
    const top = (state: TuiState): number => (state.page.kind === 'board' ? -1 : state.page.top);
    const small = stateOf({ board: board.data.board, size: { columns: 60, rows: 15 } });
    const end = press(small, '? <end>').state;
    expect(top(end)).toBeGreaterThan(0);
    expect(top(press(end, 'jjj <page-down>').state)).toBe(top(end));
    expect(top(press(end, 'k').state)).toBe(top(end) - 1);
    expect(top(press(end, '<home>').state)).toBe(0);
    expect(top(drive(end, [{ kind: 'resize', size: { columns: 60, rows: 200 } }]).state)).toBe(0);
  });
});

test('a smaller terminal keeps the selected row in sight, a larger one leaves no empty lines', () => {
  const hours = Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`u${10 + n}`, 100 - n]));
  const many = stateOf({ board: boardOf(hoursOf(hours)) });
  // 80x24: 17 rows; 80x15: 8 rows; 80x40: 33 rows.
  const low = press(many, 'jjjjjjjjjjjjjjjj').state;
  expect(low.top).toBe(0);
  const small = drive(low, [{ kind: 'resize', size: { columns: 80, rows: 15 } }]).state;
  expect([small.selected, small.top]).toEqual(['u26', 9]);
  const end = press(small, '<end>').state;
  expect(end.top).toBe(32);
  expect(drive(end, [{ kind: 'resize', size: { columns: 80, rows: 40 } }]).state.top).toBe(7);
});

test('a cluster that becomes stale takes a line, and the selected row stays in sight', () => {
  const hours = Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`u${10 + n}`, 100 - n]));
  const last = press(stateOf({ board: boardOf(hoursOf(hours)) }), '<page-down>').state;
  const before = press(last, 'jjjjjjjjjjjjjjjj').state;
  // 7200 s are fresh; the board is of five minutes ago.
  const { state } = drive(before, [{ kind: 'tick', nowSeconds: NOW_SECONDS + 7000, runMs: 0 }]);
  expect([before.top, state.top]).toEqual([17, 18]);
});
