/** What a piece of a line is; a theme says how that looks. Meaning is in the text as well, never in the look alone. */
export type Role =
  | 'text'
  | 'dim'
  | 'title'
  | 'border'
  | 'state'
  | 'heading'
  | 'sorted'
  | 'focused'
  | 'first'
  | 'second'
  | 'third'
  | 'value'
  | 'bar'
  | 'track'
  | 'spark'
  | 'up'
  | 'down'
  | 'fresh'
  | 'own'
  | 'match'
  | 'key'
  | 'notice'
  | 'warning'
  | 'error';

/** A piece of a line of one look; no control characters in `text`. */
export type Span = { readonly text: string; readonly role: Role };

/** One line of a screen, at most as wide as the terminal; `isSelected`: it stands out as a whole. */
export type Line = { readonly spans: readonly Span[]; readonly isSelected?: boolean };

/** A whole screen: one line less than the terminal has rows (Ink flickers at full height). */
export type Screen = readonly Line[];

/** Columns and rows of the terminal. */
export type Size = { readonly columns: number; readonly rows: number };

/** Below this there is one line that says so instead of a board (spec U4). */
export const LEAST_SIZE: Size = { columns: 60, rows: 15 };

/** A line of one piece. */
export function plainLine(text: string, role: Role = 'text'): Line {
  return { spans: [{ text, role }] };
}

/** A line's text without looks. */
export function lineText({ spans }: Line): string {
  return spans.map(({ text }) => text).join('');
}
