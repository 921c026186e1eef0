import { cellWidth } from './cell-width.ts';
import type { Piece } from './placed-line.ts';
import type { Span } from './screen.ts';

/** Spans one after the other from a column on. */
export function joinedPieces(x: number, spans: readonly Span[]): Piece[] {
  let at = x;
  return spans.map((span) => {
    const piece = { ...span, x: at };
    at += cellWidth(span.text);
    return piece;
  });
}
