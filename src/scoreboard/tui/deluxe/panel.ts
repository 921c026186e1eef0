import { cellWidth } from '../cell-width.ts';
import { fitCell } from '../fit-cell.ts';
import { joinedPieces } from '../joined-pieces.ts';
import type { Piece } from '../placed-line.ts';
import type { Span } from '../screen.ts';
import type { Block } from './block.ts';

/** What a panel is drawn with; `width`: with its border. */
export type PanelStyle = { readonly width: number; readonly unicode: boolean; readonly cut: string };

/** Columns on each side of a panel that are its border and a blank. */
export const PANEL_SIDE = 2;

/** Lines in a box with a title in its border; pieces count from the first column inside. */
export function panel(title: Span, lines: readonly (readonly Piece[])[], { width, unicode, cut }: PanelStyle): Block {
  const [topLeft, across, topRight, side, lowLeft, lowRight] = unicode ? '╭─╮│╰╯' : '+-+|++';
  const text = ` ${fitCell(title.text, width - 2 * PANEL_SIDE - 2, cut)} `;
  const rest = Math.max(0, width - 3 - cellWidth(text));
  const border = (one: string): Span => ({ text: one, role: 'border' });
  const top = joinedPieces(0, [
    border(topLeft! + across!),
    { ...title, text },
    border(across!.repeat(rest) + topRight!),
  ]);
  const inside = lines.map((pieces): Piece[] => [
    { x: 0, ...border(side!) },
    ...pieces.map((piece) => ({ ...piece, x: piece.x + PANEL_SIDE })),
    { x: width - 1, ...border(side!) },
  ]);
  const bottom: Piece[] = [{ x: 0, ...border(lowLeft! + across!.repeat(width - 2) + lowRight!) }];
  return { width, lines: [top, ...inside, bottom] };
}
