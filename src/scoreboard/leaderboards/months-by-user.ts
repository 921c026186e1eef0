import type { Month } from '../../domain/calendar.ts';
import type { ClusterLayout } from '../rollups/root-layout.ts';
import { addRow, type CounterRows, ROW_NUMBERS } from './counter-rows.ts';
import { KeyTable } from './key-table.ts';
import { rollupBlocks } from './rollup-blocks.ts';
import type { RollupFault } from './sum-ranges.ts';

/** Counters of each user, over all accounts, for each month that could be read; months are sorted. */
export type MonthsByUser = {
  readonly months: ReadonlyMap<Month, ReadonlyMap<string, CounterRows>>;
  readonly faults: readonly RollupFault[];
};

/** Which month rollups are read, and whose rows of them are kept; all and everybody's when not given. */
export type WantedMonths = { readonly months?: readonly Month[]; readonly only?: ReadonlySet<string> };

/** Reads month rollups of a cluster. */
export async function monthsByUser(layout: ClusterLayout, wanted: WantedMonths = {}): Promise<MonthsByUser> {
  const keys = new KeyTable();
  const users: string[] = [];
  const rollups = rollupBlocks(layout, keys);
  const months = new Map<Month, Map<string, CounterRows>>();
  const faults: RollupFault[] = [];
  for (const month of wanted.months ?? (await rollups.months())) {
    const read = await rollups.monthly(month);
    if (!read.ok) {
      faults.push({ month, kind: 'monthly', detail: read.detail });
      continue;
    }
    const { buffer, from, to } = read.value;
    for (let key = users.length; key < keys.size; key++) users.push(keys.nameAt(key).user);
    const rows = new Map<string, CounterRows>();
    for (let row = from; row < to; row++) {
      const user = users[buffer.keyAt(row)]!;
      if (wanted.only?.has(user) === false) continue;
      const sum = rows.get(user) ?? new Float64Array(ROW_NUMBERS);
      rows.set(user, sum);
      addRow(sum, 0, buffer.numbers, row * ROW_NUMBERS);
    }
    months.set(month, rows);
  }
  return { months, faults };
}
