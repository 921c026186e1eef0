import { expect, it } from 'vitest';
import { plainText } from '../../src/platform/plain-text.ts';

it.each([
  ['letters of any script stay', 'Ünal 李 ع', 'Ünal 李 ع'],
  ['an escape sequence', '\u001b[31mred', '?[31mred'],
  ['line ends and tabs', 'a\nb\tc\r', 'a?b?c?'],
  ['DEL and C1', '\u007f\u009b1m', '??1m'],
  ['what turns the direction', 'a\u202eb\u2066c', 'a?b?c'],
])('U5 a terminal obeys no text: %s', (_, text, plain) => {
  expect(plainText(text)).toBe(plain);
});
