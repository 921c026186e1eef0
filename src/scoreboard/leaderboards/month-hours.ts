import { addMonths, type Month } from '../../domain/calendar.ts';
import type { Counters } from '../../domain/counters.ts';
import type { UserPage } from './user-page.ts';

/** A month and a person's CPU hours in it. */
export type MonthHours = { readonly month: Month; readonly hours: number };

/** CPU hours over all clusters of each month from the first with jobs to the last one. */
export function monthHours({ months }: Pick<UserPage, 'months'>): MonthHours[] {
  const found = Object.values(months).flatMap((ofCluster) => Object.entries(ofCluster)) as [Month, Counters][];
  const sums = new Map<Month, number>();
  for (const [month, { cpu_seconds }] of found) sums.set(month, (sums.get(month) ?? 0) + cpu_seconds / 3600);
  const names = [...sums.keys()].sort();
  const all: MonthHours[] = [];
  for (let month = names[0]; month !== undefined && month <= names.at(-1)!; month = addMonths(month, 1)) {
    all.push({ month, hours: sums.get(month) ?? 0 });
  }
  return all;
}
