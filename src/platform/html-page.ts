import { plainText } from './plain-text.ts';
import type { TableColumn } from './text-table.ts';

/** A page that holds one table. */
export type TablePage = {
  readonly title: string;
  /** Lines below the title. */
  readonly notes: readonly string[];
  readonly columns: readonly Pick<TableColumn, 'title' | 'align'>[];
  readonly rows: readonly (readonly string[])[];
};

const STYLE = `
  :root { color-scheme: light dark; --line: #d5d2c8; --soft: #6a675f; --stripe: #f4f2ec; }
  @media (prefers-color-scheme: dark) { :root { --line: #3b3a36; --soft: #a5a197; --stripe: #1f1f1d; } }
  body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; }
  h1 { font-size: 1.4rem; margin-bottom: 0; }
  p { color: var(--soft); margin: 0.2rem 0; }
  table { border-collapse: collapse; font-variant-numeric: tabular-nums; margin-top: 1.2rem; width: 100%; }
  th, td { border-bottom: 1px solid var(--line); padding: 0.3rem 0.6rem; text-align: left; white-space: nowrap; }
  th { position: sticky; top: 0; background: Canvas; }
  tbody tr:nth-child(even) { background: var(--stripe); }
  .right { text-align: right; }
`;

/** A complete HTML page that needs nothing else: no scripts, no other files; dark where the reader wants it dark. */
export function htmlPage({ title, notes, columns, rows }: TablePage): string {
  const cells = (tag: 'th' | 'td', texts: readonly string[]): string =>
    texts.map((text, index) => cell(tag, text, columns[index]?.align ?? 'left')).join('');
  const titles = columns.map((column) => column.title);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escaped(title)}</h1>
${notes.map((note) => `<p>${escaped(note)}</p>\n`).join('')}<table>
<thead><tr>${cells('th', titles)}</tr></thead>
<tbody>
${rows.map((row) => `<tr>${cells('td', row)}</tr>\n`).join('')}</tbody>
</table>
</body>
</html>
`;
}

function cell(tag: 'th' | 'td', text: string, align: 'left' | 'right'): string {
  const scope = tag === 'th' ? ' scope="col"' : '';
  return `<${tag}${scope}${align === 'right' ? ' class="right"' : ''}>${escaped(text)}</${tag}>`;
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escaped(text: string): string {
  return plainText(text).replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char);
}
