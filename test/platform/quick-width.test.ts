import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { quickWidth } from '../../src/platform/quick-width.ts';

test.each([
  ['nothing', '', 0],
  ['ASCII', 'alder 1,900.0', 13],
  ['boxes, blocks and marks', '║› ▲1 ━╸─ ▁▂▃█ …║', 17],
  ['with colours and weights', '\u001b[1;38;2;1;2;3mab\u001b[0m c', 4],
])('%s', (_, text, width) => {
  expect(quickWidth(text)).toBe(width);
  expect(stringWidth(text)).toBe(width);
});

test.each([
  ['wide characters', '漢'],
  ['combining ones', 'e\u0301'],
  ['emoji', '🙂'],
  ['control characters', 'a\tb'],
  ['other sequences', '\u001b[2Ka'],
])('%s take a closer look', (_, text) => {
  expect(quickWidth(text)).toBe(null);
});
