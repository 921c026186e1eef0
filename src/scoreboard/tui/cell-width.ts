import stringWidth from 'string-width';

/** Characters that take one column in every terminal: ASCII, boxes, blocks and the marks of the board. */
const NARROW = /^[ -~·–›…•▲▼►✗↑↓→←♛\u2500-\u259f]*$/;

/** Columns that a text takes; the common case is told without looking at every character. */
export function cellWidth(text: string): number {
  return NARROW.test(text) ? text.length : stringWidth(text);
}
