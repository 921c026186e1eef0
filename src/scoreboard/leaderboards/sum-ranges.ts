import type { Month } from '../../domain/calendar.ts';
import { type DayRange, holdsDay, monthShare } from '../../domain/day-range.ts';
import { addRow, addRows, type CounterRows, grown, ROW_NUMBERS } from './counter-rows.ts';
import type { KeyTable } from './key-table.ts';
import type { Reading, RollupBlocks } from './rollup-blocks.ts';
import type { RowBlock } from './row-buffer.ts';

/** A rollup file that could not be read. */
export type RollupFault = { readonly month: Month; readonly kind: 'monthly' | 'daily'; readonly detail: string };

/** Counters by the name of their range of days, a row for each of the keys; and the files that are missing from them. */
export type SummedRanges = {
  readonly sums: ReadonlyMap<string, CounterRows>;
  readonly faults: readonly RollupFault[];
};

/** What is to be added up. */
export type SumWork = { readonly ranges: ReadonlyMap<string, DayRange>; readonly months: readonly Month[] };

/** Rows that the same ranges want are added up once, and to each of the ranges at the end. */
type Groups = Map<string, { readonly wantedBy: readonly string[]; rows: Float64Array<ArrayBuffer> }>;

/**
 * Adds up one cluster's rollups over several ranges of UTC days at once: months wholly inside a range by their month
 * file, others by their days (spec F2). Each file is read once. One that is missing or broken is a fault; the rest
 * counts.
 */
export async function sumRanges(
  rollups: RollupBlocks,
  keys: KeyTable,
  { ranges, months }: SumWork,
): Promise<SummedRanges> {
  const groups: Groups = new Map();
  const faults: RollupFault[] = [];
  for (const month of months) {
    const whole = wanting(ranges, (range) => monthShare(range, month) === 'whole');
    const part = wanting(ranges, (range) => monthShare(range, month) === 'part');
    if (whole.length > 0) {
      const block = valueOrFault(await rollups.monthly(month), { month, kind: 'monthly' }, faults);
      if (block !== null) addBlock(groups, whole, block);
    }
    if (part.length > 0) {
      const days = valueOrFault(await rollups.daily(month), { month, kind: 'daily' }, faults);
      for (const [day, block] of days ?? []) {
        const holding = part.filter((name) => holdsDay(ranges.get(name)!, day));
        if (holding.length > 0) addBlock(groups, holding, block);
      }
    }
  }
  return { sums: spread([...ranges.keys()], keys, groups), faults };
}

function wanting(ranges: ReadonlyMap<string, DayRange>, test: (range: DayRange) => boolean): string[] {
  return [...ranges].filter(([, range]) => test(range)).map(([name]) => name);
}

function valueOrFault<T>(
  read: Reading<T>,
  where: Pick<RollupFault, 'month' | 'kind'>,
  faults: RollupFault[],
): T | null {
  if (read.ok) return read.value;
  faults.push({ ...where, detail: read.detail });
  return null;
}

function addBlock(groups: Groups, wantedBy: readonly string[], { buffer, from, to }: RowBlock): void {
  const name = wantedBy.join();
  const group = groups.get(name) ?? { wantedBy, rows: new Float64Array(0) };
  groups.set(name, group);
  for (let row = from; row < to; row++) {
    const at = buffer.keyAt(row) * ROW_NUMBERS;
    group.rows = grown(group.rows, at + ROW_NUMBERS);
    addRow(group.rows, at, buffer.numbers, row * ROW_NUMBERS);
  }
}

/** The sum of each range's groups; ranges of one and the same group share its rows. */
function spread(names: readonly string[], keys: KeyTable, groups: Groups): Map<string, CounterRows> {
  const length = keys.size * ROW_NUMBERS;
  for (const group of groups.values()) group.rows = grown(group.rows, length);
  const sumOf = (name: string): CounterRows => {
    const parts = [...groups.values()].filter(({ wantedBy }) => wantedBy.includes(name)).map(({ rows }) => rows);
    const [first = new Float64Array(length), ...others] = parts.map((rows) => rows.subarray(0, length));
    if (others.length === 0) return first;
    const sum = first.slice();
    for (const rows of others) addRows(sum, rows);
    return sum;
  };
  return new Map(names.map((name) => [name, sumOf(name)]));
}
