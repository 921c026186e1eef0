import { expect, test } from 'vitest';
import { enterScreen, leaveScreen, wholeScreen } from '../../src/platform/screen-modes.ts';

const E = '\u001b';

/** The private modes that a text sets (h) and resets (l), as `1049h`. */
function modes(text: string): string[] {
  return [...text.matchAll(/\u001b\[\?(\d+[hl])/g)].map(([, mode]) => mode!);
}

test.each([true, false])('U5 every mode that is entered is left (mouse %s)', (hasMouse) => {
  const entered = modes(enterScreen({ hasMouse }));
  const left = modes(leaveScreen({ hasMouse }));
  // 25 is the cursor, which is shown when nobody hides it.
  const opposite = (mode: string): string => mode.replace(/[hl]$/, (end) => (end === 'h' ? 'l' : 'h'));
  expect(left).toEqual(expect.arrayContaining(entered.map(opposite)));
  expect(entered.includes('1006h')).toBe(hasMouse);
  expect(leaveScreen({ hasMouse }).endsWith(`${E}[?1049l`)).toBe(true);
});

test('U1 a whole screen is one frame; each line is erased before it is written, what is below it afterwards', () => {
  expect(wholeScreen('a\nb\n')).toBe(`${E}[?2026h${E}[H${E}[Ka\r\n${E}[Kb\r\n${E}[K${E}[J${E}[?2026l`);
});
