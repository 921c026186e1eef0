import { describe, expect, it } from 'vitest';
import { wallClockIn } from '../../../src/domain/wall-clock.ts';
import { daysOf, runQuery } from '../../../src/scoreboard/demo/run-query.ts';
import { parseSacctOptions } from '../../../src/scoreboard/demo/sacct-options.ts';
import { wallTextIn } from '../../../src/scoreboard/demo/wall-text.ts';

/** 2026-11-20 17:26:05 UTC, 62,765 s after midnight. */
const NOW = 1_795_195_565;
const MIDNIGHT = 1_795_132_800;
const LOCAL = { nowSeconds: NOW, wallClock: wallClockIn('UTC'), wallText: wallTextIn('UTC') };
const query = (...args: string[]) => runQuery(parseSacctOptions(args), LOCAL);

describe('C14 the default window is sacct’s', () => {
  it.each([
    ['from midnight on', [], { start: MIDNIGHT, end: null }],
    ['with states: this instant', ['-s', 'R'], { start: NOW, end: NOW }],
    [
      'with states and a start: that instant',
      ['-s', 'CD', '-S', 'uts1795000000'],
      { start: 1_795_000_000, end: 1_795_000_000 },
    ],
    ['with job ids: always', ['-j', '5'], { start: null, end: null }],
    ['as asked', ['-S', 'uts1795000000', '-E', 'now'], { start: 1_795_000_000, end: NOW }],
  ])('%s', (_, args, expected) => {
    expect(query(...args)).toMatchObject(expected);
  });

  it.each([
    ['a window that ends before it starts', ['-S', 'now', '-E', 'now-1hour'], 'requested is after end time'],
    ['single steps', ['-j', '5.batch'], 'ask for 5'],
  ])('refuses %s', (_, args, message) => {
    expect(() => query(...args)).toThrow(message);
  });

  it('users are read in any case, lists without their gaps', () => {
    expect(query('-u', 'Zorwug,,grumwick').users).toEqual(new Set(['zorwug', 'grumwick']));
  });
});

describe('C14 the days of End that a window can touch', () => {
  const ended = ['-s', 'CD', '-S', 'uts1795132800', '-E', 'uts1795219199'];
  // 2026-11-20 is day 20,777 since 1970.
  it.each([
    ['by End: those of the window', ended, 0, { first: 20_777, last: 20_777 }],
    ['none before accounting begins', ended, 1_795_219_200, { first: 20_778, last: 20_777 }],
    [
      'by overlap: those of the longest run too',
      ['-S', 'uts1795132800', '-E', 'now'],
      0,
      { first: 20_777, last: 20_788 },
    ],
  ])('%s', (_, args, from, expected) => {
    expect(daysOf(query(...args), from, NOW)).toEqual(expected);
  });
});
