import { type BoardProjection, type ProjectedRow, rowName } from '../../domain/board-projection.ts';
import { humanChange, humanValue } from '../../domain/human-value.ts';
import type { Metric } from '../../domain/metrics.ts';
import { sparkText } from '../../domain/spark-text.ts';
import type { Paint } from '../../platform/text-style.ts';
import type { TableColumn } from '../../platform/text-table.ts';

/** A board as a table for people. */
export type BoardCells = { readonly columns: readonly TableColumn[]; readonly rows: readonly (readonly string[])[] };

/** How cells are written: `raw` gives the exact numbers, without `unicode` there is only ASCII. */
export type CellStyle = { readonly raw: boolean; readonly unicode: boolean };

/** One metric of a board as columns and cells. */
export function boardCells({ by, rows }: BoardProjection, metric: Metric, style: CellStyle): BoardCells {
  const columns: TableColumn[] = [
    { title: 'Rank', align: 'right' },
    { title: 'Move', align: 'left', dropOrder: 1, paint: movePaint },
    { title: by === 'user' ? 'User' : 'Account', align: 'left', mayShrink: true },
    { title: metric.title, align: 'right' },
    { title: '7 days', align: 'right', dropOrder: 2 },
    { title: 'CPU hours, 12 months', align: 'left', dropOrder: 3 },
  ];
  return { columns, rows: rows.map((row) => rowCells(row, metric, style)) };
}

function rowCells(row: ProjectedRow, { unit }: Metric, { raw, unicode }: CellStyle): string[] {
  return [
    String(row.rank),
    moveText(row.move, unicode),
    rowName(row),
    raw ? String(row.value) : humanValue(row.value, unit),
    changeText(row.move, (change) => (raw ? signed(change) : humanChange(change, unit))),
    sparkText(row.spark, unicode),
  ];
}

/** Places gained or lost: `▲2`, `▼1`, `new` where there was no rank, a dot where it is the same. */
export function moveText(move: ProjectedRow['move'], unicode: boolean): string {
  if (move?.rank === null) return 'new';
  const places = move?.rank ?? 0;
  if (places === 0) return unicode ? '·' : '.';
  if (places > 0) return `${unicode ? '▲' : '+'}${places}`;
  return `${unicode ? '▼' : '-'}${-places}`;
}

function movePaint(cell: string): Paint | null {
  if (/^[▲+]|^new/.test(cell)) return 'green';
  return /^[▼-]/.test(cell) ? 'red' : null;
}

function changeText(move: ProjectedRow['move'], write: (change: number) => string): string {
  if (move === undefined) return '0';
  return move.value === null ? '-' : write(move.value);
}

const signed = (change: number): string => (change > 0 ? `+${change}` : String(change));
