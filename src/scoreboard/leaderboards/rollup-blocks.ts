import type { Day, Month } from '../../domain/calendar.ts';
import { COUNTERS } from '../../domain/counters.ts';
import { readReplaceable } from '../../platform/read-replaceable.ts';
import { rollupReader } from '../rollups/rollup-reader.ts';
import type { ClusterLayout } from '../rollups/root-layout.ts';
import type { Totals } from '../rollups/totals.ts';
import type { KeyTable } from './key-table.ts';
import { type RowBlock, RowBuffer } from './row-buffer.ts';
import { scanDaily, scanMonthly } from './scan-rollup.ts';
import type { RowScan } from './scan-rows.ts';

/** Something read, or what is wrong with its file. */
export type Reading<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly detail: string };

/** Reads a cluster's rollups as blocks of rows; a block is good until the next one is read. */
export type RollupBlocks = {
  /** Months that have a month file, oldest first. */
  readonly months: () => Promise<Month[]>;
  readonly monthly: (month: Month) => Promise<Reading<RowBlock>>;
  readonly daily: (month: Month) => Promise<Reading<ReadonlyMap<Day, RowBlock>>>;
};

/** A reader that numbers users and accounts by `keys`: by scanning where it can, else by the rollup reader. */
export function rollupBlocks(layout: ClusterLayout, keys: KeyTable): RollupBlocks {
  const reader = rollupReader(layout);
  const scan = { keys, buffer: new RowBuffer(COUNTERS.length) };
  return {
    months: reader.months,
    monthly: async (month) => {
      const bytes = await readReplaceable(layout.monthly(month));
      const block = bytes === null ? null : scanMonthly(bytes, { cluster: layout.cluster, month }, scan);
      if (block !== null) return { ok: true, value: block };
      const read = await reader.monthly(month);
      scan.buffer.clear();
      return read.ok ? { ok: true, value: appendTotals(read.value, scan) } : read;
    },
    daily: async (month) => {
      const bytes = await readReplaceable(layout.daily(month));
      const blocks = bytes === null ? null : scanDaily(bytes, { cluster: layout.cluster, month }, scan);
      if (blocks !== null) return { ok: true, value: blocks };
      const read = await reader.daily(month);
      scan.buffer.clear();
      if (!read.ok) return read;
      return { ok: true, value: new Map([...read.value].map(([day, totals]) => [day, appendTotals(totals, scan)])) };
    },
  };
}

function appendTotals(totals: Totals, { keys, buffer }: RowScan): RowBlock {
  const from = buffer.count;
  for (const [key, counters] of totals) {
    buffer.numbers.set(counters, buffer.count * buffer.width);
    buffer.commit(keys.numberOfKey(key));
  }
  return { buffer, from, to: buffer.count };
}
