import { expect, it } from 'vitest';
import { plainText } from '../../src/platform/plain-text.ts';

it.each([
  ['letters of any script stay', 'Ünal 李 ع', 'Ünal 李 ع'],
  ['an escape sequence', '\u001b[31mred', '?[31mred'],
  ['line ends and tabs', 'a\nb\tc\r', 'a?b?c?'],
  ['DEL and C1', '\u007f\u009b1m', '??1m'],
  ['an operating system command', '\u001b]0;x\u0007', '?]0;x?'],
  ['marks of direction', 'a\u200fb\u061cc', 'a?b?c'],
  ['what has no width', 'a\u200bb\u2060c\ufeffd\u00ade', 'a?b?c?d?e'],
  ['other line ends', 'a\u2028b\u2029c', 'a?b?c'],
  ['tags and private use', 'a\u{e0041}b\ue000c', 'a?b?c'],
  ['half a surrogate pair', 'a\ud800b', 'a?b'],
  ['accents stay, heaps of them do not', `e\u0301 x${'\u0301'.repeat(9)}y`, `e\u0301 x${'\u0301'.repeat(4)}y`],
  ['emoji stay', 'a\u{1f600}b', 'a\u{1f600}b'],
  ['what turns the direction', 'a\u202eb\u2066c', 'a?b?c'],
])('U5 a terminal obeys no text: %s', (_, text, plain) => {
  expect(plainText(text)).toBe(plain);
});
