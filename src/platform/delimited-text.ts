import { plainText } from './plain-text.ts';

/** A cell of a table for programs; null is a value that there is not. */
export type Cell = string | number | null;

/** What spreadsheets take for the beginning of a formula, full-width signs too (OWASP, CSV injection). */
const FORMULA = /^(?:[\t\r\n]|\s*[=+\-@\uff1d\uff0b\uff0d\uff20])/;

/** Cells with these are quoted; `;` and tabs part cells in some spreadsheets, and a formula could follow. */
const QUOTED = /[",;\t\r\n]/;

/**
 * A row of CSV (RFC 4180) with its line end, CR LF. A text that a spreadsheet would take for a formula gets an
 * apostrophe in front, which programs are to take away again (`'=`, `'+`, `'-`, `'@` begin no name of Slurm's); numbers
 * are as they are, also below zero; null is an empty cell. What a terminal obeys becomes `?`, but line ends and tabs.
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
  return QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const TSV_ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function tsvCell(cell: Cell): string {
  if (typeof cell === 'number') return String(cell);
  return guarded(cell).replace(/[\\\t\n\r]/g, (char) => TSV_ESCAPES[char] ?? char);
}

function guarded(text: string | null): string {
  if (text === null) return '';
  const plain = text.split(/([\t\r\n])/).map((piece, index) => (index % 2 === 0 ? plainText(piece) : piece));
  return FORMULA.test(text) ? `'${plain.join('')}` : plain.join('');
}
