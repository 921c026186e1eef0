import { expect, test } from 'vitest';
import { beside, blockLines } from '../../../../src/scoreboard/tui/deluxe/block.ts';
import { screenTexts } from './page.ts';

const block = (width: number, ...texts: string[]) => ({
  width,
  lines: texts.map((text) => [{ x: 1, text, role: 'text' as const }]),
});

test('U1 blocks stand side by side, each as wide as it says, the shorter one with empty lines', () => {
  const both = beside([block(4, 'a', 'bb', 'c'), block(3, 'x')], 2);
  expect(both.width).toBe(9);
  expect(screenTexts(blockLines(both))).toEqual([' a     x', ' bb', ' c']);
});

test('U1 no blocks are nothing', () => {
  expect(beside([], 2)).toEqual({ width: 0, lines: [] });
});
