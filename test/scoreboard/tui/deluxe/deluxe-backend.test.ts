import { describe, expect, test } from 'vitest';
import type { Board } from '../../../../src/domain/board.ts';
import { DELUXE_BACKEND } from '../../../../src/scoreboard/tui/deluxe/deluxe-backend.ts';
import type { DeluxeState } from '../../../../src/scoreboard/tui/deluxe/deluxe-state.ts';
import type { Message } from '../../../../src/scoreboard/tui/message.ts';
import { lineText } from '../../../../src/scoreboard/tui/screen.ts';
import { view } from '../../../../src/scoreboard/tui/view.ts';
import { boardOf, hoursOf, NOW_SECONDS, namesOf, stateOf } from '../state.ts';

const { start, update, frameMs } = DELUXE_BACKEND;

function reading(board: Board): Message {
  const { window, cluster, by } = board;
  return { kind: 'board', choice: { window, cluster, by }, reading: { ok: true, board }, clusters: null };
}

const tick = (runMs: number): Message => ({ kind: 'tick', nowSeconds: NOW_SECONDS, runMs });

function fed(state: DeluxeState, ...messages: Message[]): DeluxeState {
  return messages.reduce((now, message) => update(now, message).state, state);
}

const FIRST = start(stateOf({ board: boardOf(hoursOf({ ann: 30, bob: 20 })) }));
const SWAP = reading(boardOf(hoursOf({ ann: 30, bob: 40 })));
const MOVING = fed(FIRST, SWAP);

test('U1 the help says what the mouse does', () => {
  const help = fed(FIRST, { kind: 'text', text: '?' }, { kind: 'resize', size: { columns: 80, rows: 60 } });
  const texts = DELUXE_BACKEND.view(help).map(lineText);
  expect(texts.some((text) => text.includes('heading') && text.includes('sorts by that column'))).toBe(true);
});

test('U1 a metric that comes from another bundle is taken for its own: m goes on from it', () => {
  const first = stateOf({ board: boardOf(hoursOf({ ann: 30 })) });
  const state = start({ ...first, metric: { ...first.metric } });
  expect(fed(state, { kind: 'text', text: 'm' }).metric.name).toBe('elapsed_hours');
});

describe('U1 rows move after a reading', () => {
  test('at first nothing moves and no frames are wanted', () => {
    expect([FIRST.motion, frameMs(FIRST), DELUXE_BACKEND.wantsMouse]).toEqual([null, null, true]);
  });

  test('a changed order wants frames until 600 ms are over; then idle is idle', () => {
    const frames = [frameMs(MOVING)];
    let state = MOVING;
    for (let runMs = 1000; runMs <= 1600; runMs += 100) {
      state = fed(state, tick(runMs));
      frames.push(frameMs(state));
    }
    // The first tick counts as one frame: the end is at 950 + 600.
    expect(frames).toEqual([50, 50, 50, 50, 50, 50, 50, null]);
    expect(DELUXE_BACKEND.view(state)).toEqual(view(state));
  });

  test('a slow line skips what it missed', () => {
    expect(fed(MOVING, tick(1000), tick(9000)).motion).toBeNull();
  });

  test('the rows themselves are in the new order at once', () => {
    expect(namesOf(MOVING)).toEqual(['bob', 'ann']);
  });

  const ends: [string, Message][] = [
    ['a key', { kind: 'key', key: 'down' }],
    ['a character', { kind: 'text', text: 'x' }],
    ['a click', { kind: 'mouse', event: 'click', column: 0, row: 0 }],
    ['the wheel', { kind: 'mouse', event: 'wheel-down', column: 9, row: 9 }],
    ['another size', { kind: 'resize', size: { columns: 100, rows: 30 } }],
    ['another board', reading(boardOf(hoursOf({ cid: 1 }), { window: '30d' }))],
  ];
  test.each(ends.slice(0, 5))('%s ends it at once', (_says, message) => {
    expect(fed(MOVING, tick(1000), message).motion).toBeNull();
  });

  test('the key that ends it does what it always does', () => {
    expect(fed(MOVING, { kind: 'key', key: 'up' }).selected).toBe('bob');
  });

  const keeps: [string, Message][] = [
    ['a notice', { kind: 'notice', text: 'x', role: 'notice' }],
    [
      'a reading that failed',
      { ...(SWAP as Extract<Message, { kind: 'board' }>), reading: { ok: false, missing: false, text: 'x' } },
    ],
    ['a board that nobody looks at any more', ends[5]![1]],
  ];
  test.each(keeps)('%s does not end it', (_says, message) => {
    expect(fed(MOVING, message).motion).toEqual(MOVING.motion);
  });

  test('clusters that become stale take a line, which ends it', () => {
    const later: Message = { kind: 'tick', nowSeconds: NOW_SECONDS + 8000, runMs: 1000 };
    expect(fed(MOVING, later).motion).toBeNull();
  });

  test('nothing moves where nothing may move', () => {
    const still = { ...FIRST, fixed: { ...FIRST.fixed, isAnimated: false } };
    expect(frameMs(fed(still, SWAP))).toBeNull();
  });
});
