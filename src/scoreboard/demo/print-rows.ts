import type { AccountingRow } from './accounting-row.ts';
import type { ColumnContext, SacctColumn } from './sacct-columns.ts';

/** How rows are laid out: `parsable2` between delimiters, `parsable` with one more at the end, or a table. */
export type RowLayout = {
  readonly kind: 'parsable2' | 'parsable' | 'table';
  readonly delimiter: string;
  readonly header: boolean;
};

/** The lines that name the columns, each with its newline; empty where no header is wanted. */
export function headerText(columns: readonly SacctColumn[], layout: RowLayout): string {
  if (!layout.header) return '';
  const names = columns.map(({ name }) => name);
  if (layout.kind !== 'table') return line(names, layout);
  const cells = columns.map(({ name, width }) => fitted(name, width));
  return `${cells.join(' ')} \n${columns.map(({ width }) => '-'.repeat(Math.abs(width))).join(' ')} \n`;
}

/** A function that prints one row as a line with its newline. */
export function rowPrinter(
  columns: readonly SacctColumn[],
  layout: RowLayout,
  context: ColumnContext,
): (row: AccountingRow) => string {
  if (layout.kind === 'table') {
    return (row) => `${columns.map(({ width, text }) => fitted(text(row, context), width)).join(' ')} \n`;
  }
  const { delimiter } = layout;
  const end = layout.kind === 'parsable' ? `${delimiter}\n` : '\n';
  const texts = columns.map(({ text }) => text);
  const [first, ...others] = texts;
  if (first === undefined) return () => end;
  // The one loop that runs for every value: no arrays in between.
  return (row) => {
    let printed = first(row, context);
    for (const text of others) printed += delimiter + text(row, context);
    return printed + end;
  };
}

function line(cells: readonly string[], { kind, delimiter }: RowLayout): string {
  return `${cells.join(delimiter)}${kind === 'parsable' ? delimiter : ''}\n`;
}

/** A cell of a table: to the right unless the width is negative; what is too long ends in `+`. */
function fitted(text: string, width: number): string {
  const room = Math.abs(width);
  const cut = text.length > room ? `${text.slice(0, room - 1)}+` : text;
  return width < 0 ? cut.padEnd(room) : cut.padStart(room);
}
