import { expect, test } from 'vitest';
import { type ColourDepth, colourDepth } from '../../../src/scoreboard/tui/colour-depth.ts';

const xterm = { TERM: 'xterm-256color' };

test.each<[string, Record<string, string>, boolean, ColourDepth]>([
  ['256 by name', xterm, false, '256'],
  ['tmux has 256', { TERM: 'screen-256color' }, false, '256'],
  ['truecolor', { ...xterm, COLORTERM: 'truecolor' }, false, '16m'],
  ['24bit', { TERM: 'xterm', COLORTERM: '24bit' }, false, '16m'],
  ['any other COLORTERM says nothing', { TERM: 'xterm', COLORTERM: 'yes' }, false, '16'],
  ['direct colour by name', { TERM: 'xterm-direct' }, false, '16m'],
  ['a plain xterm', { TERM: 'xterm' }, false, '16'],
  ['the Linux console', { TERM: 'linux' }, false, '16'],
  ['NO_COLOR', { ...xterm, NO_COLOR: '1' }, false, 'none'],
  ['NO_COLOR of any value', { ...xterm, COLORTERM: 'truecolor', NO_COLOR: '0' }, false, 'none'],
  ['an empty NO_COLOR is none', { ...xterm, NO_COLOR: '' }, false, '256'],
  ['--no-color', { ...xterm, COLORTERM: 'truecolor' }, true, 'none'],
  ['a dumb terminal', { TERM: 'dumb', COLORTERM: 'truecolor' }, false, 'none'],
  ['a terminal of one colour', { TERM: 'vt100' }, false, 'none'],
  ['an empty TERM', { TERM: '' }, false, 'none'],
  ['no TERM', {}, false, 'none'],
])('U2 %s', (_, env, noColor, expected) => {
  expect(colourDepth({ env, noColor })).toBe(expected);
});
