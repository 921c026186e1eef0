import { cellWidth } from '../cell-width.ts';
import { keysLine } from '../keys-line.ts';
import type { Message, NamedKey } from '../message.ts';
import type { TuiState } from '../tui-state.ts';

/** Keys of the footer that are named there. */
const NAMED: Readonly<Record<string, NamedKey>> = { Esc: 'escape', Enter: 'enter', 'Ctrl-U': 'ctrl-u' };

/** The key that the footer shows at a column of the screen, as if it were pressed; null where there is none. */
export function keyAt(state: TuiState, column: number): Message | null {
  let end = 0;
  let key = '';
  for (const { text, role } of keysLine(state).spans) {
    end += cellWidth(text);
    if (role === 'key') key = text;
    else if (text.trim() === '') key = '';
    if (column < end) return key === '' ? null : pressed(key);
  }
  return null;
}

/** Of two keys (`n N`) the first; arrows are no key. */
function pressed(name: string): Message | null {
  const key = NAMED[name];
  if (key !== undefined) return { kind: 'key', key };
  const [first = ''] = name.split(' ');
  return /^[!-~]$/.test(first) ? { kind: 'text', text: first } : null;
}
