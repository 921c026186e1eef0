import { describe, expect, test } from 'vitest';
import type { DeluxeState, Motion } from '../../../../src/scoreboard/tui/deluxe/deluxe-state.ts';
import { moveOn, movingTracks, startMotion } from '../../../../src/scoreboard/tui/deluxe/motion.ts';
import { boardOf, hoursOf, stateOf } from '../state.ts';

type Hours = Readonly<Record<string, number>>;

/** `ann 2>0 up`: ann goes from line 2 to line 0, with a better rank. */
function ways(motion: Motion | null): string[] {
  return motion?.tracks.map(({ row, from, to, turn }) => `${row.name} ${from}>${to} ${turn}`) ?? [];
}

/** A small terminal: 8 lines of rows fit into 15. */
function small(hours: Hours, given: Parameters<typeof stateOf>[0] = {}): DeluxeState {
  return stateOf({ size: { columns: 60, rows: 15 }, board: boardOf(hoursOf(hours)), ...given });
}

const MANY = { a: 90, b: 80, c: 70, d: 60, e: 50, f: 40, g: 30, h: 20, i: 10 };

describe('U1 what a new reading sets in motion', () => {
  const table: [string, Hours, Hours, string[]][] = [
    ['two change places', { ann: 30, bob: 20 }, { ann: 30, bob: 40 }, ['bob 1>0 up', 'ann 0>1 down']],
    ['the same order', { ann: 30, bob: 20 }, { ann: 35, bob: 20 }, []],
    [
      'who gains two places pushes two down',
      { ann: 30, bob: 20, cid: 10 },
      { ann: 30, bob: 20, cid: 40 },
      ['cid 2>0 up', 'ann 0>1 down', 'bob 1>2 down'],
    ],
    ['somebody new comes from below', { ann: 30 }, { ann: 30, bob: 40 }, ['bob 8>0 fresh', 'ann 0>1 down']],
    ['who is gone is gone at once', { ann: 30, bob: 20, cid: 10 }, { bob: 20, cid: 10 }, ['bob 1>0 up', 'cid 2>1 up']],
    [
      'rows come from out of sight and go there',
      MANY,
      { ...MANY, i: 25, h: 15 },
      [...'abcdefg'].map((name, at) => `${name} ${at}>${at} null`).concat('i 8>7 up', 'h 7>8 down'),
    ],
  ];
  test.each(table)('%s', (_says, before, after, expected) => {
    expect(ways(startMotion(small(before), small(after)))).toEqual(expected);
  });

  const swapped = small({ ann: 30, bob: 40 });
  const none: [string, DeluxeState, DeluxeState][] = [
    ['there was no board', small({}, { board: null }), swapped],
    ['no rows showed', small({}), swapped],
    [
      'another window',
      small({ ann: 30, bob: 20 }, { board: boardOf(hoursOf({ ann: 30, bob: 20 }), { window: '30d' }) }),
      swapped,
    ],
    [
      'a page is open',
      small({ ann: 30, bob: 20 }),
      { ...swapped, page: { kind: 'help', top: 0, under: { kind: 'board' } } },
    ],
    ['the terminal is too small', small({ ann: 30, bob: 20 }), { ...swapped, size: { columns: 59, rows: 15 } }],
    ['nothing may move', small({ ann: 30, bob: 20 }), { ...swapped, fixed: { ...swapped.fixed, isAnimated: false } }],
  ];
  test.each(none)('nothing moves: %s', (_says, before, after) => {
    expect(startMotion(before, after)).toBeNull();
  });

  test('a motion under way goes on from where its rows are', () => {
    const first = small({ ann: 30, bob: 20, cid: 10 });
    const second = small({ ann: 30, bob: 20, cid: 40 });
    // At the beginning cid still shows in line 2, though the board says line 0.
    const moving = { ...second, motion: startMotion(first, second) };
    expect(ways(startMotion(moving, small({ ann: 50, bob: 20, cid: 40 })))).toEqual([
      'ann 0>0 up',
      'cid 2>1 down',
      'bob 1>2 null',
    ]);
  });
});

describe('U1 the course of a motion', () => {
  const motion: Motion = startMotion(
    small({ ann: 4, bob: 3, cid: 2, dan: 1 }),
    small({ ann: 4, bob: 3, cid: 2, dan: 5 }),
  )!;

  // dan goes from line 3 to 0, the others from n to n + 1. At e = 1 - (1 - share)^3 of the way dan has passed cid when
  // 3 - 3e < 2 + e, so e > 1/4 (share 0.091), bob when e > 1/2 (0.206), ann when e > 3/4 (0.370).
  const shares: [number, string][] = [
    [0, 'ann bob cid dan'],
    [0.09, 'ann bob cid dan'],
    [0.1, 'ann bob dan cid'],
    [0.2, 'ann bob dan cid'],
    [0.21, 'ann dan bob cid'],
    [0.37, 'ann dan bob cid'],
    [0.38, 'dan ann bob cid'],
    [0.99, 'dan ann bob cid'],
  ];
  test.each(shares)('after %d of the time the lines are %s', (share, expected) => {
    expect(
      movingTracks({ ...motion, share }, 8)
        .map(({ row }) => row.name)
        .join(' '),
    ).toBe(expected);
  });

  test('every line has one row while others come and go', () => {
    const many = startMotion(small(MANY), small({ ...MANY, i: 95 }))!;
    expect([0, 0.3, 0.6, 0.9].map((share) => movingTracks({ ...many, share }, 8).length)).toEqual([8, 8, 8, 8]);
  });

  test('the first tick sets the clock, one frame on; it is over after 600 ms', () => {
    const first = moveOn(motion, 5000)!;
    expect([first.startMs, first.share]).toEqual([4950, 50 / 600]);
    expect(moveOn(first, 5250)?.share).toBe(0.5);
    expect(moveOn(first, 5549)).not.toBeNull();
    expect(moveOn(first, 5550)).toBeNull();
  });
});
