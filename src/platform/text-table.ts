import stringWidth from 'string-width';
import { fitText, padText } from './fit-text.ts';
import { plainText } from './plain-text.ts';
import type { Paint, TextStyle } from './text-style.ts';

/** A column of a table for people. */
export type TableColumn = {
  readonly title: string;
  readonly align: 'left' | 'right';
  /** Columns go in this order, the greatest number first, while the table is too wide; without it a column stays. */
  readonly dropOrder?: number;
  /** True: its cells may be cut when dropping columns was not enough. */
  readonly mayShrink?: true;
  /** How a cell looks, from its text. */
  readonly paint?: (cell: string) => Paint | null;
};

/** Blanks between columns. */
const GAP = 2;

/** What a shrunk column keeps at least. */
const LEAST_WIDTH = 6;

/**
 * Lines of a table: the titles, then the rows, no wider than the style's width where that can be had. A row has a cell
 * for each column. Control characters in cells become `?`.
 */
export function textTable(
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
  style: TextStyle,
): string[] {
  const cells = rows.map((row) => row.map(plainText));
  const widths = columns.map(({ title }, index) =>
    Math.max(stringWidth(title), ...cells.map((row) => stringWidth(row[index] ?? ''))),
  );
  const kept = keptColumns(columns, widths, style.width);
  shrink(columns, widths, { kept, width: style.width });
  const mark = style.unicode ? '…' : '~';
  const line = (row: readonly string[], isTitle: boolean): string =>
    kept
      .map((index, place) => {
        const { align, paint } = columns[index]!;
        const text = padText(fitText(row[index] ?? '', widths[index]!, mark), widths[index]!, align);
        const cell = align === 'left' && place === kept.length - 1 ? text.trimEnd() : text;
        const look = isTitle ? 'bold' : (paint?.(row[index] ?? '') ?? null);
        return look === null ? cell : style.paint(cell, look);
      })
      .join(' '.repeat(GAP))
      .trimEnd();
  const titles = columns.map(({ title }) => title);
  return [line(titles, true), ...cells.map((row) => line(row, false))];
}

function totalWidth(widths: readonly number[], kept: readonly number[]): number {
  return kept.reduce((sum, index) => sum + widths[index]!, 0) + GAP * (kept.length - 1);
}

function keptColumns(columns: readonly TableColumn[], widths: readonly number[], width: number): number[] {
  let kept = [...columns.keys()];
  const droppable = kept
    .filter((index) => columns[index]!.dropOrder !== undefined)
    .sort((a, b) => columns[b]!.dropOrder! - columns[a]!.dropOrder!);
  for (const dropped of droppable) {
    if (totalWidth(widths, kept) <= width) break;
    kept = kept.filter((index) => index !== dropped);
  }
  return kept;
}

function shrink(
  columns: readonly TableColumn[],
  widths: number[],
  { kept, width }: { kept: readonly number[]; width: number },
): void {
  for (const index of kept) {
    const excess = totalWidth(widths, kept) - width;
    if (excess > 0 && columns[index]!.mayShrink) widths[index] = Math.max(LEAST_WIDTH, widths[index]! - excess);
  }
}
