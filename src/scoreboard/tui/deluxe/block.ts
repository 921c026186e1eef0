import { type Piece, placedLine } from '../placed-line.ts';
import type { Line } from '../screen.ts';

/** A part of a page: as wide as it says, its lines in pieces. */
export type Block = { readonly width: number; readonly lines: readonly (readonly Piece[])[] };

/** Blocks side by side with a gap of so many columns between them. */
export function beside(blocks: readonly Block[], gap: number): Block {
  let x = 0;
  const moved = blocks.map(({ width, lines }) => {
    const left = x;
    x += width + gap;
    return lines.map((pieces) => pieces.map((piece) => ({ ...piece, x: piece.x + left })));
  });
  const height = Math.max(0, ...blocks.map(({ lines }) => lines.length));
  return {
    width: Math.max(0, x - gap),
    lines: Array.from({ length: height }, (_, index) => moved.flatMap((lines) => lines[index] ?? [])),
  };
}

/** A block's lines as a page has them. */
export function blockLines({ lines }: Block): Line[] {
  return lines.map((pieces) => placedLine(pieces));
}
