import { cellWidth } from './cell-width.ts';
import type { Line, Role, Span } from './screen.ts';

/** A piece of a line with the column where it begins. */
export type Piece = Span & { readonly x: number };

/** A line of pieces at their columns, left to right, with blanks between them; a piece that would overlap moves on. */
export function placedLine(pieces: readonly Piece[], isSelected = false): Line {
  const spans: Span[] = [];
  let at = 0;
  for (const { x, text, role } of pieces) {
    if (text === '') continue;
    if (x > at) spans.push({ text: ' '.repeat(x - at), role: 'text' });
    spans.push({ text, role });
    at = Math.max(at, x) + cellWidth(text);
  }
  return isSelected ? { spans, isSelected } : { spans };
}

/** Where a text begins that stands at the left or the right of a column. */
export function alignedX(text: string, { x, width, align }: Place): number {
  return align === 'left' ? x : x + width - cellWidth(text);
}

/** A column's place. */
export type Place = { readonly x: number; readonly width: number; readonly align: 'left' | 'right' };

/** A piece at the left or the right of a column. */
export function alignedPiece(text: string, place: Place, role: Role): Piece {
  return { x: alignedX(text, place), text, role };
}
