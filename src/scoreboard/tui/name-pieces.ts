import { cellWidth } from './cell-width.ts';
import { fitCell } from './fit-cell.ts';
import { glyphsOf } from './glyphs.ts';
import { joinedPieces } from './joined-pieces.ts';
import type { Piece, Place } from './placed-line.ts';
import type { Role, Span } from './screen.ts';
import { shownText } from './shown-text.ts';
import type { TuiState } from './tui-state.ts';

/** Tells people which row is theirs, where there is room for it. */
const YOU = ' (you)';

/** A name with what the search finds in it; the reader's own has a mark in the gap before it. */
export function namePieces(
  state: TuiState,
  name: string,
  { x, width, role }: Place & { readonly role: Role },
): Piece[] {
  const { cut, own } = glyphsOf(state);
  const shown = fitCell(shownText(name, state.fixed.unicode), width, cut);
  const pieces = joinedPieces(x, matchedSpans(shown, state.search, role));
  if (state.choice.by !== 'user' || name !== state.fixed.own) return pieces;
  const end = cellWidth(shown);
  const you: Piece[] = end + YOU.length <= width ? [{ x: x + end, text: YOU, role: 'own' }] : [];
  return [{ x: x - 1, text: own, role: 'own' }, ...pieces, ...you];
}

/** A text in pieces: every place that holds the searched one stands out, upper and lower case alike. */
function matchedSpans(text: string, search: string, role: Role): Span[] {
  const lower = text.toLowerCase();
  const wanted = search.toLowerCase();
  // In a few scripts lower case is longer: places in it are no places in the text then.
  if (wanted === '' || lower.length !== text.length) return [{ text, role }];
  const spans: Span[] = [];
  let from = 0;
  for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, from)) {
    spans.push({ text: text.slice(from, at), role }, { text: text.slice(at, at + wanted.length), role: 'match' });
    from = at + wanted.length;
  }
  spans.push({ text: text.slice(from), role });
  return spans.filter((span) => span.text !== '');
}
