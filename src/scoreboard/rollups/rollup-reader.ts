import type { Day, Month } from '../../domain/calendar.ts';
import { isMonth } from '../../domain/calendar.ts';
import { type Checked, readCheckedJson } from '../../platform/checked-json.ts';
import { listNames } from '../../platform/list-names.ts';
import { foreignDay, ofAnother } from './of-another.ts';
import { dailyRollupSchema, monthlyRollupSchema, totalsOf } from './rollup-files.ts';
import type { ClusterLayout } from './root-layout.ts';
import type { Totals } from './totals.ts';

/**
 * Reads one cluster's rollups; what is missing, broken, or of another month or cluster comes back as a fault, nothing is
 * thrown for it.
 */
export type RollupReader = {
  /** Months that have a month file or a day file, oldest first. */
  readonly months: () => Promise<Month[]>;
  readonly monthly: (month: Month) => Promise<Checked<Totals>>;
  readonly daily: (month: Month) => Promise<Checked<ReadonlyMap<Day, Totals>>>;
};

/** A reader of the files below a cluster's folder. */
export function rollupReader(layout: ClusterLayout): RollupReader {
  return {
    months: async () => {
      const names = [...(await listNames(layout.monthlyFolder)), ...(await listNames(layout.dailyFolder))];
      const stems = names.filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -5));
      return [...new Set(stems)].filter(isMonth).sort();
    },
    monthly: async (month) => {
      const read = await readCheckedJson(layout.monthly(month), monthlyRollupSchema);
      if (!read.ok) return read;
      const stranger = ofAnother(read.value, { cluster: layout.cluster, month });
      return stranger === null ? { ...read, value: totalsOf(read.value.rows) } : notOurs(stranger);
    },
    daily: async (month) => {
      const read = await readCheckedJson(layout.daily(month), dailyRollupSchema);
      if (!read.ok) return read;
      const { value } = read;
      const fault = ofAnother(value, { cluster: layout.cluster, month }) ?? foreignDay(Object.keys(value.days), month);
      if (fault !== null) return notOurs(fault);
      const days = Object.entries(value.days).map(([day, rows]) => [day as Day, totalsOf(rows)] as const);
      return { ...read, value: new Map(days) };
    },
  };
}

function notOurs(detail: string): Checked<never> {
  return { ok: false, fault: 'schema', detail };
}
