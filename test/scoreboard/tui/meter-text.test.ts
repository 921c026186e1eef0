import { expect, test } from 'vitest';
import { meterText } from '../../../src/scoreboard/tui/meter-text.ts';

test.each([
  [0, true, '', '────'],
  [0.001, true, '╸', '───'],
  [0.25, true, '━', '───'],
  [0.375, true, '━╸', '──'],
  [1, true, '━━━━', ''],
  [0, false, '', '....'],
  [0.001, false, '=', '...'],
  [0.5, false, '==', '..'],
  [1, false, '====', ''],
])('a share of %s of four columns (Unicode: %s)', (share, unicode, bar, track) => {
  expect(meterText(share, 4, unicode)).toEqual({ bar, track });
});
