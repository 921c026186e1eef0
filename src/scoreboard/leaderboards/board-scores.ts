import { COUNTERS, type Counters, namedCounters } from '../../domain/counters.ts';
import { METRICS } from '../../domain/metrics.ts';
import { competitionRanks } from '../../domain/rank.ts';
import type { GroupedWindow } from './board-groups.ts';
import { ROW_NUMBERS } from './counter-rows.ts';

/**
 * Values and ranks of one window: a list for each of METRICS, in it a number for each group. NaN is an unknown value,
 * or any value of a group that has jobs but is not shown; 0 is no rank.
 */
export type BoardScores = { readonly values: readonly Float64Array[]; readonly ranks: readonly Int32Array[] };

/** The scores of a window's groups. Who has no jobs is known to have 0 of all that is added up. */
export function scoreGroups({ rows, shown }: GroupedWindow): BoardScores {
  const values = METRICS.map(() => new Float64Array(shown.length).fill(Number.NaN));
  const ranked = METRICS.map(() => new Float64Array(shown.length).fill(Number.NaN));
  const counters = namedCounters([]);
  for (let group = 0; group < shown.length; group++) {
    readCounters(counters, rows, group * ROW_NUMBERS);
    if (shown[group] === 0 && counters.jobs > 0) continue;
    for (let index = 0; index < METRICS.length; index++) {
      const metric = METRICS[index]!;
      const value = metric.value(counters) ?? Number.NaN;
      values[index]![group] = value;
      if (counters.jobs >= metric.minJobs) ranked[index]![group] = value;
    }
  }
  return { values, ranks: ranked.map(competitionRanks) };
}

/** Fills one object again and again: tens of thousands of them would be garbage. */
function readCounters(counters: Counters, rows: Float64Array, at: number): void {
  for (let index = 0; index < ROW_NUMBERS; index++) counters[COUNTERS[index]!] = rows[at + index]!;
}
