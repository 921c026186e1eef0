import { openJson } from '../../platform/checked-json.ts';
import { readIfThereSync } from '../../platform/read-if-there-sync.ts';
import type { MonthPlace } from './check-month.ts';
import { type MonthOwner, ofAnother } from './of-another.ts';
import { dailyRollupSchema, monthlyRollupSchema, totalsOf } from './rollup-files.ts';
import { addAll, type Totals } from './totals.ts';

/**
 * A month's totals by its month file, else by its days; none for a month of which there is no file, null when there are
 * files but none that can be read.
 */
export function readMonthTotals({ layout, cluster, month }: MonthPlace): Totals | null {
  const monthly = readIfThereSync(layout.monthly(month));
  const daily = readIfThereSync(layout.daily(month));
  const isOurs = (value: MonthOwner): boolean => ofAnother(value, { cluster, month }) === null;
  const ofMonth = monthly === null ? null : openJson(monthly, monthlyRollupSchema);
  if (ofMonth?.ok === true && isOurs(ofMonth.value)) return totalsOf(ofMonth.value.rows);
  const ofDays = daily === null ? null : openJson(daily, dailyRollupSchema);
  if (ofDays?.ok === true && isOurs(ofDays.value)) {
    const sum: Totals = new Map();
    for (const rows of Object.values(ofDays.value.days)) addAll(sum, totalsOf(rows));
    return sum;
  }
  return monthly === null && daily === null ? new Map() : null;
}
