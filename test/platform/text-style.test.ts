import { describe, expect, it } from 'vitest';
import { textStyle } from '../../src/platform/text-style.ts';

const UTF8 = { LANG: 'en_US.UTF-8', TERM: 'xterm' };

describe('C7 how texts may look', () => {
  it.each([
    ['on a terminal', true, UTF8, '\u001b[32mx\u001b[39m'],
    ['into a pipe', false, UTF8, 'x'],
    ['NO_COLOR is set', true, { ...UTF8, NO_COLOR: '1' }, 'x'],
    ['NO_COLOR is empty', true, { ...UTF8, NO_COLOR: '' }, '\u001b[32mx\u001b[39m'],
    ['a terminal without a name', true, { LANG: 'en_US.UTF-8' }, 'x'],
    ['a dumb terminal', true, { ...UTF8, TERM: 'dumb' }, 'x'],
  ])('colours: %s', (_, outIsTty, env, text) => {
    expect(textStyle({ outIsTty, columns: 80, env }).paint('x', 'green')).toBe(text);
  });

  it.each([
    ['LANG says UTF-8', { LANG: 'C.UTF-8' }, true],
    ['written otherwise', { LANG: 'de_DE.utf8' }, true],
    ['LANG does not', { LANG: 'C' }, false],
    ['nothing is set', {}, false],
    ['LC_ALL is stronger than LANG', { LC_ALL: 'C', LANG: 'C.UTF-8' }, false],
    ['LC_CTYPE is stronger than LANG', { LC_CTYPE: 'C.UTF-8', LANG: 'C' }, true],
    ['an empty LC_ALL is none', { LC_ALL: '', LANG: 'C.UTF-8' }, true],
  ])('Unicode: %s', (_, env, unicode) => {
    expect(textStyle({ outIsTty: true, columns: 80, env }).unicode).toBe(unicode);
  });

  it('lines fill a terminal; into a pipe nothing is cut', () => {
    expect(textStyle({ outIsTty: true, columns: 72, env: {} }).width).toBe(72);
    expect(textStyle({ outIsTty: false, columns: 72, env: {} }).width).toBe(Number.POSITIVE_INFINITY);
  });
});
