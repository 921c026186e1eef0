import { expect, test } from 'vitest';
import { scrollThumb } from '../../../src/scoreboard/tui/scroll-thumb.ts';

test.each([
  ['all shows', { total: 8, shown: 8, top: 0 }, 8, null],
  ['less than fits', { total: 3, shown: 8, top: 0 }, 8, null],
  ['half of it, at the top', { total: 16, shown: 8, top: 0 }, 8, { first: 0, end: 4 }],
  ['half of it, at the end', { total: 16, shown: 8, top: 8 }, 8, { first: 4, end: 8 }],
  ['off the top by one', { total: 16, shown: 8, top: 1 }, 8, { first: 1, end: 5 }],
  ['short of the end by one', { total: 16, shown: 8, top: 7 }, 8, { first: 3, end: 7 }],
  ['very many', { total: 10_000, shown: 10, top: 5000 }, 10, { first: 5, end: 6 }],
  ['past the end', { total: 16, shown: 8, top: 99 }, 8, { first: 4, end: 8 }],
  ['a bar of one line', { total: 16, shown: 1, top: 3 }, 1, { first: 0, end: 1 }],
  ['no bar', { total: 16, shown: 0, top: 0 }, 0, null],
])('%s', (_, scrolled, length, expected) => {
  expect(scrollThumb(scrolled, length)).toEqual(expected);
});
