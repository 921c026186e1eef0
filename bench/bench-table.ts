import type { BenchRow, Spread } from './bench.ts';

const TITLES = ['id', 'what', 'result', 'to reach', 'min / median / max', 'against', 'min / median / max', 'runs'];

/** The rows as a Markdown table whose columns are aligned, so that it reads well in a terminal too. */
export function benchTable(rows: readonly BenchRow[]): string {
  const cells = rows.map(cellsOf);
  const widths = TITLES.map((title, column) => Math.max(title.length, ...cells.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  return `${[line(TITLES), rule, ...cells.map(line)].join('\n')}\n`;
}

function cellsOf({ id, what, result, reach, unit, own, yardstick, runs }: BenchRow): string[] {
  return [
    id,
    what,
    result,
    reach === null ? '' : `${reach.text}: ${reachedText(reach.isReached)}`,
    own === null ? '' : spreadText(own, unit),
    yardstick?.what ?? '',
    yardstick === null ? '' : spreadText(yardstick, unit),
    String(runs),
  ];
}

function reachedText(isReached: boolean | null): string {
  if (isReached === null) return 'not known';
  return isReached ? 'yes' : 'NO';
}

function spreadText({ min, median, max }: Spread, unit: string): string {
  const text = (value: number): string => (Number.isInteger(value) ? String(value) : value.toFixed(1));
  return `${text(min)} / ${text(median)} / ${text(max)} ${unit}`;
}
