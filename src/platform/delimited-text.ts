/** A cell of a table for programs; null is a value that there is not. */
export type Cell = string | number | null;

/** What spreadsheets take for the beginning of a formula (OWASP, CSV injection). */
const FORMULA = /^[=+\-@\t\r]/;

/**
 * A row of CSV (RFC 4180) with its line end, CR LF. A text that a spreadsheet would take for a formula gets an
 * apostrophe in front; numbers are as they are; null is an empty cell.
 */
export function csvRow(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/**
 * A row of tab-separated values with its line end, LF. Tabs, line ends and backslashes in a text become `\t`, `\n`,
 * `\r` and `\\`; formulas are guarded as in {@link csvRow}.
 */
export function tsvRow(cells: readonly Cell[]): string {
  return `${cells.map(tsvCell).join('\t')}\n`;
}

function csvCell(cell: Cell): string {
  if (typeof cell === 'number') return String(cell);
  const text = guarded(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const TSV_ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function tsvCell(cell: Cell): string {
  if (typeof cell === 'number') return String(cell);
  return guarded(cell).replace(/[\\\t\n\r]/g, (char) => TSV_ESCAPES[char] ?? char);
}

function guarded(text: string | null): string {
  if (text === null) return '';
  return FORMULA.test(text) ? `'${text}` : text;
}
