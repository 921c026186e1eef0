import { COUNTERS } from '../../domain/counters.ts';
import { METRICS } from '../../domain/metrics.ts';
import type { BoardGroups, GroupedWindow } from './board-groups.ts';
import { type BoardScores, scoreGroups } from './board-scores.ts';
import { ROW_NUMBERS } from './counter-rows.ts';
import { type RowTexts, rowText } from './encode-board.ts';

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
/** What stands before each metric's value. */
const KEYS = METRICS.map(({ name }) => `${JSON.stringify(name)}:`);

/** The rows of one board as JSON: those who are shown, sorted by clock_hours, greatest first, then by name. */
export function* boardRowTexts(work: BoardRowsWork): Generator<string, void> {
  const { names, by } = work.groups;
  const now = scoreGroups(work.now);
  const then = scoreGroups(work.then);
  for (const group of sortedGroups(work)) {
    yield rowText(by, names[group]!, { ...metricTexts(now, then, group), spark: work.sparks[group]! });
  }
}

function sortedGroups({ groups: { names }, now: { rows, shown } }: BoardRowsWork): number[] {
  const cpuSeconds = (group: number): number => rows[group * ROW_NUMBERS + CPU_SECONDS]!;
  return [...names.keys()]
    .filter((group) => shown[group] === 1)
    .sort((a, b) => cpuSeconds(b) - cpuSeconds(a) || (names[a]! < names[b]! ? -1 : 1));
}

/** Written as text at once: objects of a hundred thousand numbers take twice as long, and are garbage afterwards. */
function metricTexts(now: BoardScores, then: BoardScores, group: number): Omit<RowTexts, 'spark'> {
  let values = '';
  let ranks = '';
  let moves = '';
  for (let metric = 0; metric < KEYS.length; metric++) {
    const value = now.values[metric]![group]!;
    if (Number.isNaN(value)) continue;
    const key = KEYS[metric]!;
    const rank = now.ranks[metric]![group]!;
    values += (values === '' ? '' : ',') + key + value;
    if (rank > 0) ranks += (ranks === '' ? '' : ',') + key + rank;
    const rankThen = then.ranks[metric]![group]!;
    const valueThen = then.values[metric]![group]!;
    if (rank === rankThen && value === valueThen) continue;
    const gainedPlaces = rank > 0 && rankThen > 0 ? rankThen - rank : null;
    const gainedValue = Number.isNaN(valueThen) ? null : value - valueThen;
    moves += `${(moves === '' ? '' : ',') + key}{"rank":${gainedPlaces},"value":${gainedValue}}`;
  }
  return { values: `{${values}}`, ranks: `{${ranks}}`, moves: `{${moves}}` };
}
