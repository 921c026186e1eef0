import { type BoardProjection, rowName } from '../../domain/board-projection.ts';
import type { Metric } from '../../domain/metrics.ts';
import type { StaleRule } from '../../domain/stale-clusters.ts';
import { type Cell, csvRow, tsvRow } from '../../platform/delimited-text.ts';
import { fitText } from '../../platform/fit-text.ts';
import { htmlPage } from '../../platform/html-page.ts';
import { jsonText } from '../../platform/json-text.ts';
import { markdownTable } from '../../platform/markdown-table.ts';
import { markdownText } from '../../platform/markdown-text.ts';
import { plainText } from '../../platform/plain-text.ts';
import type { TextStyle } from '../../platform/text-style.ts';
import { textTable } from '../../platform/text-table.ts';
import { boardCells } from './board-cells.ts';
import type { BoardFormat } from './board-choices.ts';
import { type BoardHeading, boardHeading } from './board-heading.ts';

/** One metric of a board, and what people are told of it. */
export type BoardOutput = {
  readonly projection: BoardProjection;
  readonly metric: Metric;
  /** How many rows there are without the limit. */
  readonly ranked: number;
  /** The pattern that the rows were picked by. */
  readonly pattern: string | undefined;
  /** True: exact numbers for people too. */
  readonly raw: boolean;
  readonly rule: StaleRule;
  readonly style: TextStyle;
};

/** A board as text in one of the forms, with its last line end. */
export function boardOutput(output: BoardOutput, format: BoardFormat): string {
  const { projection } = output;
  switch (format) {
    case 'table':
      return tableText(output);
    case 'csv':
      return programRows(projection).map(csvRow).join('');
    case 'tsv':
      return programRows(projection).map(tsvRow).join('');
    case 'json':
      return `${jsonText(projection)}\n`;
    case 'markdown':
      return markdownBoard(output);
    case 'html':
      return htmlText(output);
    default:
      return format satisfies never;
  }
}

/** Rows as in JSON: exact numbers; an unknown or missing one is empty. */
function programRows({ by, rows }: BoardProjection): Cell[][] {
  const titles = ['rank', by, 'value', 'rank_change', 'value_change'];
  const cells = rows.map((row) => {
    const { rank = 0, value = 0 } = row.move ?? {};
    return [row.rank, rowName(row), row.value, rank, value];
  });
  return [titles, ...cells];
}

function tableText(output: BoardOutput): string {
  const { projection, metric, raw, rule, style } = output;
  const heading = boardHeading(projection, rule);
  const mark = style.unicode ? '…' : '~';
  const { columns, rows } = boardCells(projection, metric, { raw, unicode: style.unicode });
  const lines = [
    style.paint(fitText(plainText(heading.title), style.width, mark), 'bold'),
    ...wrapped(heading.asof, staleLines(heading), style).map((line) => fitText(plainText(line), style.width, mark)),
    '',
    ...(rows.length === 0 ? [] : textTable(columns, rows, style)),
    ...closing(output).map((line) => fitText(plainText(line), style.width, mark)),
  ];
  return `${lines.join('\n')}\n`;
}

function staleLines({ stale }: BoardHeading): string[] {
  return stale.length === 0 ? [] : [`Stale: ${stale[0]}`, ...stale.slice(1)];
}

/** The pieces in as few lines as they fit into. */
function wrapped(first: string, pieces: readonly string[], { width }: TextStyle): string[] {
  const lines = [first];
  for (const [index, piece] of pieces.entries()) {
    const begun = `${lines.pop()}${index === 0 ? '.' : ','}`;
    if (begun.length + 1 + piece.length <= width) lines.push(`${begun} ${piece}`);
    else lines.push(begun, piece);
  }
  return lines;
}

function closing({ projection: { rows, by }, ranked, pattern, metric }: BoardOutput): string[] {
  if (rows.length === 0) {
    const fit = pattern === undefined ? '' : ` that fits ${JSON.stringify(pattern)}`;
    return [`No ${by}${fit} has a rank in ${metric.title} here.`];
  }
  return rows.length < ranked ? [`${rows.length} of ${ranked}; --limit N shows more, --limit all shows all.`] : [];
}

function markdownBoard(output: BoardOutput): string {
  const { projection, metric, raw, rule } = output;
  const heading = boardHeading(projection, rule);
  const { columns, rows } = boardCells(projection, metric, { raw, unicode: true });
  const notes = [heading.asof, ...staleLines(heading)].join(', ');
  return `**${markdownText(heading.title)}**\n\n${markdownText(notes)}\n\n${markdownTable(columns, rows)}`;
}

function htmlText(output: BoardOutput): string {
  const { projection, metric, raw, rule } = output;
  const heading = boardHeading(projection, rule);
  const { columns, rows } = boardCells(projection, metric, { raw, unicode: true });
  const stale = staleLines(heading).join(', ');
  const notes = [heading.asof, ...(stale === '' ? [] : [stale]), ...closing(output)];
  return htmlPage({ title: heading.title, notes, columns, rows });
}
