/** The characters that a screen is drawn with besides letters; each is one column wide unless it says otherwise. */
export type Glyphs = {
  /** Ends a text that was cut. */
  readonly cut: string;
  readonly cursor: string;
  /** Before the selected row, and before the reader's own. */
  readonly selected: string;
  readonly own: string;
  readonly ascending: string;
  readonly descending: string;
  /** Between the pieces of a line, with its blanks. */
  readonly dot: string;
  /** Between two numbers of a range. */
  readonly range: string;
  readonly scroll: string;
  /** Before a notice, a warning, an error; meaning without colours. */
  readonly notice: string;
  readonly warning: string;
  readonly error: string;
  /** Names of the arrow keys, up and down; may be wider. */
  readonly upDown: string;
};

const UNICODE: Glyphs = {
  cut: '…',
  cursor: '█',
  selected: '›',
  own: '►',
  ascending: '▲',
  descending: '▼',
  dot: ' · ',
  range: '–',
  scroll: '█',
  notice: '•',
  warning: '!',
  error: '✗',
  upDown: '↑↓',
};

const ASCII: Glyphs = {
  cut: '~',
  cursor: '_',
  selected: '>',
  own: '*',
  ascending: '^',
  descending: 'v',
  dot: ' - ',
  range: '-',
  scroll: '#',
  notice: '*',
  warning: '!',
  error: 'x',
  upDown: 'Up Down',
};

/** The characters for a terminal with or without Unicode. */
export function glyphsOf({ fixed }: { readonly fixed: { readonly unicode: boolean } }): Glyphs {
  return fixed.unicode ? UNICODE : ASCII;
}
