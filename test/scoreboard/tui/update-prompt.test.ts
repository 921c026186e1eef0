import { describe, expect, test } from 'vitest';
import { press } from './drive.ts';
import { boardOf, hoursOf, namesOf, stateOf } from './state.ts';

const board = stateOf({ board: boardOf(hoursOf({ anna: 50, bob: 40, annika: 30, Hanno: 20, qq: 10 })) });

describe('U3 f filters while one types', () => {
  test.each([
    [
      'part of a name, in any case',
      'f ann',
      ['anna', 'annika', 'Hanno'],
      { kind: 'filter', text: 'ann', before: '', selectedBefore: 'anna' },
    ],
    ['Enter keeps it', 'f ann <enter>', ['anna', 'annika', 'Hanno'], null],
    ['Escape brings all back', 'f ann <escape>', ['anna', 'bob', 'annika', 'Hanno', 'qq'], null],
    ['a star fits the whole name', 'f ann* <enter>', ['anna', 'annika'], null],
    ['backspace', 'f annx <backspace> <enter>', ['anna', 'annika', 'Hanno'], null],
    ['Ctrl-U empties the line', 'f zzz <ctrl-u> b <enter>', ['bob'], null],
    ['q is a letter here', 'f q <enter>', ['qq'], null],
    [
      'Escape on the board takes the filter away',
      'f ann <enter> <escape>',
      ['anna', 'bob', 'annika', 'Hanno', 'qq'],
      null,
    ],
    ['f again goes on with the text', 'f an <enter> f ni <enter>', ['annika'], null],
    ['nothing fits', 'f zzz <enter>', [], null],
  ])('%s', (_, keys, names, prompt) => {
    const { state } = press(board, keys);
    expect([namesOf(state), state.prompt]).toEqual([names, prompt]);
  });

  test('ranks, the count and the longest bar stay those of all', () => {
    const { state } = press(board, 'f annika');
    expect([state.rows[0]!.ranks.clock_hours, state.rankedCount, state.topValue]).toEqual([3, 5, 50]);
  });

  test('nobody is selected where nobody is left, the first row when they come back', () => {
    const none = press(board, 'jj f zzz').state;
    expect([none.selected, none.selectedIndex]).toEqual([null, 0]);
    expect(press(none, '<ctrl-u>').state.selected).toBe('anna');
    expect(press(none, '<escape>').state.selected).toBe('annika');
  });

  test('arrows move the selection while one types', () => {
    expect(press(board, 'f ann <down> <down> <up>').state.selected).toBe('annika');
  });
});

describe('U3 / searches', () => {
  test.each([
    ['the selected row counts while one types', '/ ann', 'anna', null],
    ['the next hit below', 'j / ann <enter>', 'annika', null],
    ['n goes on, in any case', '/ ann <enter> nn', 'Hanno', null],
    ['n goes round', '/ ann <enter> nnn', 'anna', null],
    ['N goes back', '/ ann <enter> N', 'Hanno', null],
    ['no hit: it says so and stays', 'j / zz <enter>', 'bob', 'no name holds "zz"'],
    ['Escape in the line brings the text before back', '/ ann <enter> / bob <escape> n', 'annika', null],
    ['and the row where one was', 'j / annika <escape>', 'bob', null],
    ['n without a search does nothing', 'n', 'anna', null],
  ])('%s', (_, keys, selected, notice) => {
    const { state } = press(board, keys);
    expect([state.selected, state.notice?.text ?? null]).toEqual([selected, notice]);
  });

  test('on an empty board it says so', () => {
    expect(press(stateOf({}), '/ a').state.notice!.text).toBe('no name holds "a"');
  });
});
