import { cellWidth } from './cell-width.ts';
import { glyphsOf } from './glyphs.ts';
import { joinedPieces } from './joined-pieces.ts';
import { placedLine } from './placed-line.ts';
import type { Line, Span } from './screen.ts';
import { themeWords } from './theme-words.ts';
import type { TuiState } from './tui-state.ts';

/** A key and what it does, in a word. */
type KeyWord = readonly [key: string, word: string];

/** Column of the first key, and blanks between two. */
const MARGIN = 1;
const GAP = 2;

/** The keys that matter now, the most important first, as many as fit. */
export function keysLine(state: TuiState): Line {
  const room = state.size.columns - 2 * MARGIN;
  const spans: Span[] = [];
  let width = 0;
  for (const [key, word] of keyWords(state)) {
    const gap = spans.length === 0 ? 0 : GAP;
    width += gap + cellWidth(key) + 1 + cellWidth(word);
    if (width > room) break;
    spans.push({ text: ' '.repeat(gap), role: 'text' }, { text: key, role: 'key' }, { text: ` ${word}`, role: 'dim' });
  }
  return placedLine(joinedPieces(MARGIN, spans));
}

function keyWords(state: TuiState): KeyWord[] {
  const { upDown } = glyphsOf(state);
  if (state.page.kind === 'help')
    return [
      ['Esc', 'back'],
      [upDown, 'scroll'],
      ['t', 'theme'],
      ['q', 'close'],
    ];
  if (state.page.kind === 'user') {
    return [
      ['Esc', 'board'],
      [upDown, 'scroll'],
      ['?', 'help'],
      ['q', 'quit'],
      ['r', 'reload'],
      ['t', 'theme'],
    ];
  }
  if (state.prompt !== null)
    return [
      ['Enter', 'keep'],
      ['Esc', 'take back'],
      [upDown, 'move'],
      ['Ctrl-U', 'empty'],
    ];
  return boardKeys(state);
}

function boardKeys(state: TuiState): KeyWord[] {
  const { choice, search, filter, isPinned } = state;
  const found: KeyWord[] = search === '' ? [] : [['n N', 'next hit']];
  const cleared: KeyWord[] = search === '' && filter === '' ? [] : [['Esc', 'clear']];
  return [
    ['?', 'help'],
    ['q', 'quit'],
    ...cleared,
    ...found,
    ['m', themeWords(state).metric],
    ['w', 'window'],
    ['g', 'cluster'],
    ['a', choice.by === 'user' ? 'accounts' : 'users'],
    ['/', 'search'],
    ['f', 'filter'],
    ['s', 'sort'],
    ['Enter', 'page'],
    ['p', isPinned ? 'unpin' : 'pin me'],
    ['t', 'theme'],
    ['e', 'export'],
    ['r', 'reload'],
  ];
}
