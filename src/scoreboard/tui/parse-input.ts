import type { Message, MouseEventName, NamedKey } from './message.ts';

/** Something typed: a message, or a paste, which is no series of keys. */
export type InputMessage =
  | Extract<Message, { kind: 'key' | 'text' | 'mouse' }>
  | { readonly kind: 'paste'; readonly text: string };

/** What a piece of input says, and its end that is not complete yet. */
export type ParsedInput = { readonly messages: readonly InputMessage[]; readonly rest: string };

const ESC = '\u001b';
const PASTE_BEGIN = `${ESC}[200~`;
const PASTE_END = `${ESC}[201~`;

/** More is no paste into a filter. */
const GREATEST_PASTE = 1000;

/** What is kept of a paste whose end has not come: enough of its beginning, and what may be half of its end. */
const OPEN_PASTE = { begin: PASTE_BEGIN.length + GREATEST_PASTE, end: PASTE_END.length - 1 };

const CONTROLS: Readonly<Record<string, NamedKey>> = {
  '\t': 'tab',
  '\n': 'enter',
  '\r': 'enter',
  '\b': 'backspace',
  '\u007f': 'backspace',
  '\u0003': 'ctrl-c',
  '\u000c': 'ctrl-l',
  '\u0015': 'ctrl-u',
  '\u001a': 'ctrl-z',
};

/** By the letter that ends `CSI … letter` and `SS3 letter` (xterm, VT220). */
const LETTERS: Readonly<Record<string, NamedKey>> = {
  A: 'up',
  B: 'down',
  C: 'right',
  D: 'left',
  H: 'home',
  F: 'end',
  Z: 'shift-tab',
};

/** By the number in `CSI number ~` (VT220, rxvt, the Linux console). */
const NUMBERS: Readonly<Record<string, NamedKey>> = {
  1: 'home',
  4: 'end',
  5: 'page-up',
  6: 'page-down',
  7: 'home',
  8: 'end',
};

/** One piece of input: a paste, a sequence, a control character, characters that print. */
const PIECES =
  /\u001b\[200~.*?\u001b\[201~|\u001b\[\[[@-~]|\u001b\[[0-?]*[ -/]*[@-Z\\-~]|\u001bO[@-~]|\u001b[\]P_^X].*?(?:\u0007|\u001b\\)|\u001b|[\u0000-\u001f\u007f-\u009f]|[^\u0000-\u001f\u007f-\u009f]+/gs;

/** The beginning of a piece that starts with ESC. */
const BEGUN = /^\u001b(?:\[\[?[0-?]*[ -/]*|O|[\]P_^X].*)?$/s;

/**
 * Reads keys, text, mouse reports (SGR) and pastes (in brackets) out of what a terminal sent. Sequences that mean
 * nothing here are left out. An end that may be the beginning of a sequence comes back as `rest`: put it before the
 * next piece, or, when none follows for a moment, hand it to {@link endInput}.
 */
export function parseInput(text: string): ParsedInput {
  const messages: InputMessage[] = [];
  let at = 0;
  for (const [piece] of text.matchAll(PIECES)) {
    if (piece === PASTE_BEGIN) return { messages, rest: openPaste(text.slice(at)) };
    if (piece === ESC && BEGUN.test(text.slice(at))) break;
    at += piece.length;
    const message = messageOf(piece);
    if (message !== null) messages.push(message);
  }
  return { messages, rest: text.slice(at) };
}

/** What a rest says after which nothing came: ESC alone is the key, a paste is what there is, others say nothing. */
export function endInput(rest: string): InputMessage[] {
  if (rest === ESC) return [{ kind: 'key', key: 'escape' }];
  const message = rest.startsWith(PASTE_BEGIN) ? pasted(rest.slice(PASTE_BEGIN.length)) : null;
  return message === null ? [] : [message];
}

/** How long, in milliseconds, the remainder of a rest may take: sequences come at once, pastes over slow lines. */
export function restLimitMs(rest: string): number {
  return rest.startsWith(PASTE_BEGIN) ? 2000 : 50;
}

function openPaste(rest: string): string {
  const { begin, end } = OPEN_PASTE;
  return rest.length <= begin + end ? rest : rest.slice(0, begin) + rest.slice(-end);
}

function messageOf(piece: string): InputMessage | null {
  if (piece.startsWith(PASTE_BEGIN)) return pasted(piece.slice(PASTE_BEGIN.length, -PASTE_END.length));
  if (piece.startsWith(`${ESC}[<`)) return mouseReport(piece.slice(3));
  const key = piece.startsWith(ESC) ? sequenceKey(piece) : CONTROLS[piece];
  if (key !== undefined) return { kind: 'key', key };
  return /^[\u0000-\u001f\u007f-\u009f]/.test(piece) ? null : { kind: 'text', text: piece };
}

/** Modifiers (`CSI 1 ; 5 A`) do not change what a key does. */
function sequenceKey(piece: string): NamedKey | undefined {
  if (piece === ESC) return 'escape';
  if (piece === `${ESC}OM`) return 'enter';
  const parts = /^\u001b(?:\[(\d*)(?:;\d+)?|O)([A-Z~])$/.exec(piece);
  if (parts === null) return undefined;
  const [, number = '', final = ''] = parts;
  return final === '~' ? NUMBERS[number] : LETTERS[final];
}

function pasted(text: string): InputMessage | null {
  const line = text
    .slice(0, GREATEST_PASTE)
    .replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ')
    .trim();
  return line === '' ? null : { kind: 'paste', text: line };
}

/** Bits of the button's number: 4, 8, 16 are modifiers, 32 is movement, 64 the wheel (xterm, ctlseqs). */
const MODIFIERS = 4 | 8 | 16;
const BUTTONS: Readonly<Record<number, MouseEventName>> = { 0: 'click', 64: 'wheel-up', 65: 'wheel-down' };

function mouseReport(report: string): InputMessage | null {
  // A small m is the button's release.
  const parts = /^(\d+);(\d+);(\d+)M$/.exec(report);
  const event = parts === null ? undefined : BUTTONS[Number(parts[1]) & ~MODIFIERS];
  if (parts === null || event === undefined) return null;
  return { kind: 'mouse', event, column: Number(parts[2]) - 1, row: Number(parts[3]) - 1 };
}
