import { describe, expect, test } from 'vitest';
import { startMotion } from '../../../../src/scoreboard/tui/deluxe/motion.ts';
import { motionView } from '../../../../src/scoreboard/tui/deluxe/motion-view.ts';
import { lineText, type Role } from '../../../../src/scoreboard/tui/screen.ts';
import { view } from '../../../../src/scoreboard/tui/view.ts';
import { boardOf, hoursOf, stateOf } from '../state.ts';

const BEFORE = stateOf({ board: boardOf(hoursOf({ ann: 30, bob: 20, cid: 10 })), selected: 'bob' });
const AFTER = stateOf({ board: boardOf(hoursOf({ ann: 30, bob: 40, cid: 10, dan: 5 })), selected: 'bob' });
const MOTION = { ...startMotion(BEFORE, AFTER)!, share: 0 };
const SCREEN = motionView(AFTER, MOTION);

/** The lines of the first four rows. */
const ROWS = SCREEN.slice(3, 7);

describe('U1 rows on their way', () => {
  test('stand where they were; a mark says who gains, who loses and who is new', () => {
    expect(ROWS.map((line) => lineText(line).slice(0, 20).trimEnd())).toEqual([
      '│▼    2 ·     ann',
      '│▲    1 ·     bob',
      '│     3 ·     cid',
      '│+    4 ·     dan',
    ]);
  });

  test('have the look of that, but for frame and bar', () => {
    const looks = (row: number): Role[] => [...new Set(ROWS[row]!.spans.map(({ role }) => role))].sort();
    expect(looks(0)).toEqual(['bar', 'border', 'down', 'track']);
    expect(looks(1)).toContain('up');
    expect(looks(3)).toContain('fresh');
  });

  test('the selected row keeps standing out', () => {
    expect(ROWS.map(({ isSelected = false }) => isSelected)).toEqual([false, true, false, false]);
  });

  test('all other lines are those of the board, and all are as wide', () => {
    const still = view(AFTER);
    expect([...SCREEN.slice(0, 3), ...SCREEN.slice(7)]).toEqual([...still.slice(0, 3), ...still.slice(7)]);
    expect(ROWS.map((line) => lineText(line).length)).toEqual([80, 80, 80, 80]);
  });

  test('ASCII', () => {
    const ascii = { ...AFTER, fixed: { ...AFTER.fixed, unicode: false } };
    expect(
      motionView(ascii, MOTION)
        .slice(3, 7)
        .map((line) => lineText(line)[1]),
    ).toEqual(['v', '^', ' ', '+']);
  });
});
