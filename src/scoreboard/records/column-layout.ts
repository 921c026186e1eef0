import { parseJobId } from '../../domain/job-id.ts';
import { EXIT } from '../../platform/exit-codes.ts';
import { KnownError } from '../../platform/known-error.ts';
import { ALL_COLUMNS, BASE_COLUMNS, type Column, NEEDED_COLUMNS } from '../sacct/columns.ts';

/** Where each column stands in a row; -1 when it is not there. */
export type ColumnLayout = { readonly width: number; readonly at: Readonly<Record<Column, number>> };

/** The layout of rows with these columns in this order; names it does not know are passed over. */
export function columnLayout(columns: readonly string[]): ColumnLayout {
  const lower = columns.map((name) => name.toLowerCase());
  const at = Object.fromEntries(ALL_COLUMNS.map((column) => [column, lower.indexOf(column.toLowerCase())]));
  return { width: columns.length, at: at as Record<Column, number> };
}

/**
 * The layout of a saved dump, told from its first line: a header line that names columns, else the 13 columns of
 * spec S1, or all 20. Throws KnownError (usage) for a header without the needed columns or another width.
 */
export function layoutOfDump(firstLine: string, file: string): { layout: ColumnLayout; header: boolean } {
  const cells = firstLine.split('|');
  const known = new Set<string>(ALL_COLUMNS.map((column) => column.toLowerCase()));
  // Somebody may be called as a column is: a line that begins with a job's id is a row.
  if (parseJobId(cells[0] ?? '') === null && cells.some((cell) => known.has(cell.toLowerCase()))) {
    const layout = columnLayout(cells);
    const missing = NEEDED_COLUMNS.filter((column) => layout.at[column] < 0);
    if (missing.length === 0) return { layout, header: true };
    throw new KnownError(`${file}:1: the header line lacks ${missing.join(', ')}`, EXIT.usage);
  }
  if (cells.length === ALL_COLUMNS.length) return { layout: columnLayout(ALL_COLUMNS), header: false };
  if (cells.length === BASE_COLUMNS.length) return { layout: columnLayout(BASE_COLUMNS), header: false };
  throw new KnownError(
    `${file}:1: ${cells.length} columns and no header line; without a header there must be the ` +
      `${BASE_COLUMNS.length} columns ${BASE_COLUMNS.join('|')} (or all ${ALL_COLUMNS.length} that poll asks for)`,
    EXIT.usage,
  );
}
