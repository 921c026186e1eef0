import { describe, expect, test } from 'vitest';
import type { ColourDepth } from '../../../src/scoreboard/tui/colour-depth.ts';
import { linePainter } from '../../../src/scoreboard/tui/paint.ts';
import type { Line } from '../../../src/scoreboard/tui/screen.ts';
import type { Look, Theme } from '../../../src/scoreboard/tui/theme.ts';
import { PLAIN_THEME } from '../../../src/scoreboard/tui/theme-plain.ts';

const GOLD: Look = { color: '#ffd700', color16: 93, bold: true };
const GREEN: Look = { color: null, color16: 32 };
const UNDER: Look = { color: '#ffd700', color16: 93, underline: true };
const looks = { ...PLAIN_THEME.looks, first: GOLD, bar: GREEN, match: UNDER };
const theme: Theme = { ...PLAIN_THEME, looks };
const dark: Theme = { ...theme, background: { color: '#000000', color16: 40 }, selection: '#444444' };

/** A line painted, with ESC as `^`. */
function painted(line: Line, depth: ColourDepth, how: Theme = theme, columns = 6): string {
  return linePainter({ theme: how, depth, columns })(line).replaceAll('\u001b[', '^');
}

const line: Line = {
  spans: [
    { text: 'a', role: 'first' },
    { text: ' ', role: 'text' },
    { text: 'b', role: 'first' },
    { text: 'c', role: 'bar' },
  ],
};

describe('U2 colours', () => {
  test.each<[string, ColourDepth, string]>([
    ['none: weights stay', 'none', '^1ma b^0mc'],
    ['16', '16', '^1;93ma b^22;32mc^0m'],
    ['256: gold is 220 of the cube, a palette colour stays one', '256', '^1;38;5;220ma b^22;32mc^0m'],
    ['16 million', '16m', '^1;38;2;255;215;0ma b^22;32mc^0m'],
  ])('%s', (_, depth, expected) => {
    expect(painted(line, depth)).toBe(expected);
  });

  test('a line of plain text has no sequences, and none is longer than it was', () => {
    expect(painted({ spans: [{ text: 'ab', role: 'text' }] }, '16m')).toBe('ab');
    expect(painted({ spans: [] }, '16m')).toBe('');
  });

  test('a line under blanks ends with the text', () => {
    const spans = [
      { text: 'a', role: 'match' } as const,
      { text: ' ', role: 'text' } as const,
      { text: 'b', role: 'match' } as const,
    ];
    expect(painted({ spans }, '16')).toBe('^4;93ma^24m ^4mb^0m');
  });

  test('a background fills the line', () => {
    expect(painted(line, '16m', dark)).toBe('^1;38;2;255;215;0;48;2;0;0;0ma b^22;32mc  ^0m');
    expect(painted(line, '16', dark)).toBe('^1;93;40ma b^22;32mc  ^0m');
    expect(painted({ spans: [] }, '16', dark)).toBe('^40m      ^0m');
    expect(painted(line, 'none', dark)).toBe('^1ma b^0mc');
  });
});

describe('U2 the selected line', () => {
  const selected = { ...line, isSelected: true };

  test.each<[string, ColourDepth, Theme, string]>([
    ['has a colour behind it', '16m', dark, '^1;38;2;255;215;0;48;2;68;68;68ma b^22;32mc  ^0m'],
    ['is inverse with 16 colours, and of one colour', '16', dark, '^1;7;40ma b^22mc  ^0m'],
    ['is inverse without colours', 'none', dark, '^1;7ma b^22mc  ^0m'],
    ['is inverse in a theme without a selection colour', '256', theme, '^1;7ma b^22mc  ^0m'],
  ])('%s', (_, depth, how, expected) => {
    expect(painted(selected, depth, how)).toBe(expected);
  });

  test('leaves the frame as it is', () => {
    const spans = [
      { text: '|', role: 'border' } as const,
      { text: 'ab', role: 'text' } as const,
      { text: '|', role: 'border' } as const,
    ];
    expect(painted({ spans, isSelected: true }, '16', theme, 4)).toBe('^2m|^22;7mab^2;27m|^0m');
  });
});
