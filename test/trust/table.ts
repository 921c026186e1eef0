import { readFileSync } from 'node:fs';
import type { TrustRow } from './trials.ts';

/** The rows that tests put into a file, of each kind of fault the latest; none when there is no such file. */
export function readRows(path: string): TrustRow[] {
  try {
    const lines = readFileSync(path, 'utf8').split('\n');
    const rows = lines.filter((line) => line !== '').map((line) => JSON.parse(line) as TrustRow);
    return [...new Map(rows.map((row) => [row.fault, row])).values()];
  } catch {
    return [];
  }
}

/** The table of a campaign as markdown, sorted by kind of fault, with a last line of sums. */
export function trustTable(rows: readonly TrustRow[]): string {
  const sorted = [...rows].sort((a, b) => (a.fault < b.fault ? -1 : 1));
  const sum = (of: (row: TrustRow) => number): number => rows.reduce((total, row) => total + of(row), 0);
  const all: TrustRow = {
    fault: 'all',
    trials: sum((row) => row.trials),
    lost: sum((row) => row.lost),
    doubled: sum((row) => row.doubled),
  };
  const cells = [...sorted, all].map(({ fault, trials, lost, doubled, note = '' }) => [
    fault,
    trials.toLocaleString('en-US'),
    String(lost),
    String(doubled),
    note,
  ]);
  const head = ['kind of fault', 'trials', 'jobs lost', 'jobs doubled', 'seen'];
  const widths = head.map((name, at) => Math.max(name.length, ...cells.map((row) => row[at]!.length)));
  const isNumber = (at: number): boolean => at >= 1 && at <= 3;
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, at) => (isNumber(at) ? cell.padStart(widths[at]!) : cell.padEnd(widths[at]!))).join(' | ')} |`;
  const rule = `|${widths.map((width, at) => (isNumber(at) ? `${'-'.repeat(width + 1)}:` : '-'.repeat(width + 2))).join('|')}|`;
  return `${[line(head), rule, ...cells.map(line)].join('\n')}\n`;
}
