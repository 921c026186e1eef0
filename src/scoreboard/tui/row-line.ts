import type { BoardRow } from '../../domain/board.ts';
import { findMetric } from '../../domain/metrics.ts';
import { sparkText } from '../../domain/spark-text.ts';
import { moveText } from '../leaderboards/board-cells.ts';
import type { PlacedColumn } from './board-columns.ts';
import { framedLine } from './frame.ts';
import { glyphsOf } from './glyphs.ts';
import { meterText } from './meter-text.ts';
import { moveRole } from './move-role.ts';
import { namePieces } from './name-pieces.ts';
import { changeText, valueText } from './number-text.ts';
import { alignedPiece, type Piece } from './placed-line.ts';
import { rankRole } from './rank-role.ts';
import type { Line, Role } from './screen.ts';
import type { TuiState } from './tui-state.ts';

/** What a row of the table is drawn with. */
export type RowPlace = {
  readonly columns: readonly PlacedColumn[];
  readonly isSelected: boolean;
  /** Whether the handle of the scroll bar is beside it. */
  readonly isThumb: boolean;
};

/** Column of the mark of the selected row. */
const MARK_X = 1;

/** One row of the table. */
export function rowLine(state: TuiState, row: BoardRow, { columns, isSelected, isThumb }: RowPlace): Line {
  const mark: Piece[] = isSelected ? [{ x: MARK_X, text: glyphsOf(state).selected, role: 'key' }] : [];
  const cells = columns.flatMap((column) => cellPieces(state, row, column));
  return framedLine(state, [...mark, ...cells], { isSelected, isThumb });
}

function cellPieces(state: TuiState, row: BoardRow, column: PlacedColumn): Piece[] {
  const { metric, fixed } = state;
  const { unicode, raw } = fixed;
  const { width } = column;
  const move = row.moves[metric.name];
  switch (column.id) {
    case 'rank':
      return [alignedPiece(String(row.ranks[metric.name] ?? '-'), column, rankRole(row.ranks[state.metric.name] ?? 0))];
    case 'move':
      return [alignedPiece(shortMove(move, unicode), column, moveRole(move))];
    case 'name':
      return namePieces(state, row.name, { ...column, role: nameRole(row, state) });
    case 'value':
      return [alignedPiece(valueText(row.values[metric.name], { unit: metric.unit, raw, width }), column, 'value')];
    case 'bar':
      return barPieces(state, row, column);
    case 'change':
      return [numberPiece(changeText(move === undefined ? 0 : move.value, { unit: metric.unit, raw, width }), column)];
    case 'spark':
      return [{ x: column.x, text: sparkText(row.spark.slice(-width), unicode), role: 'spark' }];
    default: {
      const unit = findMetric(column.id)?.unit ?? 'count';
      return [numberPiece(valueText(row.values[column.id], { unit, raw, width }), column)];
    }
  }
}

/** Nothing and nothing known are quiet. */
function numberPiece(text: string, column: PlacedColumn): Piece {
  return alignedPiece(text, column, /[1-9]/.test(text) ? 'text' : 'dim');
}

/** Who gains or loses ten thousand places or more did so by a lot. */
function shortMove(move: BoardRow['moves'][string] | undefined, unicode: boolean): string {
  const text = moveText(move, unicode);
  return text.length <= 5 ? text : `${text[0]}9999`;
}

function nameRole(row: BoardRow, state: TuiState): Role {
  const isOwn = state.choice.by === 'user' && row.name === state.fixed.own;
  return isOwn ? 'own' : rankRole(row.ranks[state.metric.name] ?? 0);
}

function barPieces({ metric, topValue, fixed }: TuiState, row: BoardRow, { x, width }: PlacedColumn): Piece[] {
  const value = row.values[metric.name] ?? 0;
  const share = topValue > 0 ? Math.max(0, Math.min(1, value / topValue)) : 0;
  const { bar, track } = meterText(share, width, fixed.unicode);
  return [
    { x, text: bar, role: 'bar' },
    { x: x + bar.length, text: track, role: 'track' },
  ];
}
