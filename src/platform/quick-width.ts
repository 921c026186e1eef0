/** ASCII that prints, boxes, blocks and the marks of boards, with colours and weights (SGR) between them. */
const NARROW = /^(?:[ -~·–›…•▲▼►✗↑↓→←♛\u2500-\u259f]|\u001b\[[\d;]*m)*$/;

const SGR = /\u001b\[[\d;]*m/g;

/** Columns that a text takes in every terminal; null where that takes a look at each of its characters. */
export function quickWidth(text: string): number | null {
  if (!NARROW.test(text)) return null;
  return text.includes('\u001b') ? text.replace(SGR, '').length : text.length;
}
