import { expect, test } from 'vitest';
import { nearest16, nearest256, PALETTE, rgbOf, sgrOf } from '../../../src/scoreboard/tui/palette.ts';

test.each([
  // 16 + 36 r + 6 g + b with the levels 0, 95, 135, 175, 215, 255; greys are 232 + n with 8 + 10 n.
  ['#000000', 16],
  ['#ffffff', 231],
  ['#ffd700', 220],
  ['#ff0000', 196],
  ['#5fd75f', 77],
  ['#808080', 244],
  ['#1c1c1c', 234],
])('%s is %i of the 256 colours', (color, expected) => {
  expect(nearest256(rgbOf(color))).toBe(expected);
});

test.each([
  ['#000000', 'black', 30],
  ['#fefefe', 'bright-white', 97],
  ['#c80404', 'red', 31],
  ['#ffff10', 'bright-yellow', 93],
])('%s is %s of the 16', (color, name, sgr) => {
  const index = nearest16(rgbOf(color));
  expect([PALETTE[index]!.name, sgrOf(index)]).toEqual([name, sgr]);
});
