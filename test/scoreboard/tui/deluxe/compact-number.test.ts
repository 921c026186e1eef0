import { expect, test } from 'vitest';
import { compactNumber } from '../../../../src/scoreboard/tui/deluxe/compact-number.ts';

test.each([
  ['nothing', 0, '0'],
  ['less than can be written', 0.04, '<0.1'],
  ['below ten has a decimal', 0.5, '0.5'],
  ['a whole number below ten has none', 7, '7'],
  ['from ten on there are none', 12.4, '12'],
  ['the greatest below a thousand', 999.4, '999'],
  ['what rounds to a thousand is one', 999.6, '1k'],
  ['thousands', 1234, '1.2k'],
  ['what rounds to ten thousand has no decimal', 9960, '10k'],
  ['hundreds of thousands', 412_345, '412k'],
  ['what rounds to a million is one', 999_700, '1M'],
  ['millions', 3_440_000, '3.4M'],
])('U1 a short number: %s', (_says, value, expected) => {
  expect(compactNumber(value)).toBe(expected);
});
