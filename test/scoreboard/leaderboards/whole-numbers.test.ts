import { describe, expect, it } from 'vitest';
import { packNumbers, unpackNumbers } from '../../../src/scoreboard/leaderboards/whole-numbers.ts';

const MOST = Number.MAX_SAFE_INTEGER;

/** By hand: seven bits a byte, the low ones first. 2^53 - 1 is 53 ones: seven full bytes and the four that are left. */
const PACKED: readonly (readonly [number, string])[] = [
  [0, '00'],
  [127, '7f'],
  [128, '8001'],
  [300, 'ac02'],
  [16_384, '808001'],
  [2 ** 31, '8080808008'],
  [MOST, 'ffffffffffffff0f'],
];

describe('whole numbers as bytes', () => {
  it.each(PACKED)('%d is %s', (value, hex) => {
    expect(packNumbers([Float64Array.of(value)]).toString('hex')).toBe(hex);
    const list = new Float64Array(1);
    expect([unpackNumbers(Buffer.from(hex, 'hex'), [list]), list[0]]).toEqual([true, value]);
  });

  it('lists come back one after the other', () => {
    const bytes = packNumbers([Float64Array.of(1, 200), new Float64Array(0), Float64Array.of(MOST)]);
    const lists = [new Float64Array(2), new Float64Array(0), new Float64Array(1)];
    expect(unpackNumbers(bytes, lists)).toBe(true);
    expect(lists.map((list) => [...list])).toEqual([[1, 200], [], [MOST]]);
  });

  it.each([
    ['fewer than places', '0102', 3],
    ['more than places', '010203', 2],
    ['cut within a number', '0180', 2],
  ])('%s: not taken', (_, hex, places) => {
    expect(unpackNumbers(Buffer.from(hex, 'hex'), [new Float64Array(places)])).toBe(false);
  });
});
