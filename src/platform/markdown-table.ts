import { markdownText } from './markdown-text.ts';
import type { TableColumn } from './text-table.ts';

/** A table in GitHub's Markdown; what would be markup in a cell is escaped. */
export function markdownTable(
  columns: readonly Pick<TableColumn, 'title' | 'align'>[],
  rows: readonly (readonly string[])[],
): string {
  const titles = columns.map(({ title }) => title);
  const rules = columns.map(({ align }) => (align === 'right' ? '---:' : ':---'));
  return [line(titles.map(markdownText)), line(rules), ...rows.map((row) => line(row.map(markdownText)))].join('');
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |\n`;
}
