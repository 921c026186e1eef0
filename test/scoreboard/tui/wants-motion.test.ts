import { expect, test } from 'vitest';
import { wantsMotion } from '../../../src/scoreboard/tui/wants-motion.ts';

test.each([
  ['usually', {}, true, true],
  ['not with --no-animation', {}, false, false],
  ['not with NO_MOTION', { NO_MOTION: '1' }, true, false],
  ['an empty NO_MOTION is none', { NO_MOTION: '' }, true, true],
  ['NO_COLOR says nothing about it', { NO_COLOR: '1' }, true, true],
])('U1 whether rows may move: %s', (_says, env, isAnimated, expected) => {
  expect(wantsMotion({ env, isAnimated })).toBe(expected);
});
