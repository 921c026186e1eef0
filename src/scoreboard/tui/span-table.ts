import { cellWidth } from './cell-width.ts';
import { fitCell } from './fit-cell.ts';
import { alignedPiece, placedLine } from './placed-line.ts';
import type { Line, Span } from './screen.ts';

/** A column of a table on a page; columns go while it is too wide, the greatest number first. */
export type SpanColumn = { readonly title: string; readonly align: 'left' | 'right'; readonly dropOrder?: number };

/** How wide a table may be, and what ends a cell that was cut. */
export type SpanTableStyle = { readonly width: number; readonly cut: string };

/** Blanks between columns. */
const GAP = 2;

/** Lines of a table: titles, then rows with a cell for each column. The last column is cut when nothing else helps. */
export function spanTable(
  columns: readonly SpanColumn[],
  rows: readonly (readonly Span[])[],
  { width, cut }: SpanTableStyle,
): Line[] {
  const widths = columns.map(({ title }, index) =>
    Math.max(cellWidth(title), ...rows.map((row) => cellWidth(row[index]?.text ?? ''))),
  );
  const kept = keptColumns(columns, widths, width);
  let next = 0;
  const places = kept.map((index) => {
    const x = next;
    next += widths[index]! + GAP;
    return { index, x, width: Math.min(widths[index]!, Math.max(0, width - x)), align: columns[index]!.align };
  });
  const line = (cells: readonly Span[]): Line =>
    placedLine(
      places.map((place) => {
        const { text, role } = cells[place.index]!;
        return alignedPiece(fitCell(text, place.width, cut), place, role);
      }),
    );
  const titles = columns.map(({ title }): Span => ({ text: title, role: 'heading' }));
  return [titles, ...rows].map(line);
}

function keptColumns(columns: readonly SpanColumn[], widths: readonly number[], width: number): number[] {
  let kept = [...columns.keys()];
  const droppable = kept
    .filter((index) => columns[index]!.dropOrder !== undefined)
    .sort((a, b) => columns[b]!.dropOrder! - columns[a]!.dropOrder!);
  for (const dropped of droppable) {
    if (kept.reduce((sum, index) => sum + widths[index]! + GAP, -GAP) <= width) break;
    kept = kept.filter((index) => index !== dropped);
  }
  return kept;
}
