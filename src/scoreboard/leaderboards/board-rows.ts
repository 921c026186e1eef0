import type { BoardRow } from '../../domain/board.ts';
import { COUNTERS } from '../../domain/counters.ts';
import { METRICS } from '../../domain/metrics.ts';
import type { BoardGroups, GroupedWindow } from './board-groups.ts';
import { type BoardScores, scoreGroups } from './board-scores.ts';
import { ROW_NUMBERS } from './counter-rows.ts';

/** A row of a board; `sparkJson` is its spark as JSON, made once for all windows. */
export type MadeRow = Omit<BoardRow, 'spark'> & { readonly sparkJson: string };

/** What the rows of one board are made from. */
export type BoardRowsWork = {
  readonly groups: BoardGroups;
  /** The board's window, and the same window as it was seven days ago. */
  readonly now: GroupedWindow;
  readonly then: GroupedWindow;
  /** For each group, as JSON, clock_hours of the last months, oldest month first. */
  readonly sparks: readonly string[];
};

const CPU_SECONDS = COUNTERS.indexOf('cpu_seconds');
const METRIC_NAMES = METRICS.map(({ name }) => name);

/** The rows of one board: those who are shown, sorted by clock_hours, greatest first, then by name. */
export function boardRowsOf(work: BoardRowsWork): MadeRow[] {
  const now = scoreGroups(work.now);
  const then = scoreGroups(work.then);
  return sortedGroups(work).map((group) => ({
    name: work.groups.names[group]!,
    ...metricsOf(now, then, group),
    sparkJson: work.sparks[group]!,
  }));
}

function sortedGroups({ groups: { names }, now: { rows, shown } }: BoardRowsWork): number[] {
  const cpuSeconds = (group: number): number => rows[group * ROW_NUMBERS + CPU_SECONDS]!;
  return [...names.keys()]
    .filter((group) => shown[group] === 1)
    .sort((a, b) => cpuSeconds(b) - cpuSeconds(a) || (names[a]! < names[b]! ? -1 : 1));
}

function metricsOf(now: BoardScores, then: BoardScores, group: number): Pick<BoardRow, 'values' | 'ranks' | 'moves'> {
  const values: BoardRow['values'] = {};
  const ranks: BoardRow['ranks'] = {};
  const moves: BoardRow['moves'] = {};
  for (let metric = 0; metric < METRIC_NAMES.length; metric++) {
    const value = now.values[metric]![group]!;
    if (Number.isNaN(value)) continue;
    const name = METRIC_NAMES[metric]!;
    const rank = now.ranks[metric]![group]!;
    values[name] = value;
    if (rank > 0) ranks[name] = rank;
    const rankThen = then.ranks[metric]![group]!;
    const valueThen = then.values[metric]![group]!;
    if (rank === rankThen && value === valueThen) continue;
    moves[name] = {
      rank: rank > 0 && rankThen > 0 ? rankThen - rank : null,
      value: Number.isNaN(valueThen) ? null : value - valueThen,
    };
  }
  return { values, ranks, moves };
}
