import { COUNTERS } from '../../../domain/counters.ts';
import { splitKey, type Totals } from '../../rollups/totals.ts';

/** Where a month first differs from the sum of its days, for people; null when it does not. */
export function describeDifference(ofMonth: Totals, ofDays: Totals): string | null {
  for (const key of new Set([...ofMonth.keys(), ...ofDays.keys()])) {
    const row = ofMonth.get(key);
    const sum = ofDays.get(key);
    const { user, account } = splitKey(key);
    const who = account === '' ? user : `${user} in ${account}`;
    if (sum === undefined) return `${who} is in the month alone`;
    if (row === undefined) return `${who} is in the days alone`;
    const index = COUNTERS.findIndex((_, at) => row[at] !== sum[at]);
    if (index >= 0) return `${COUNTERS[index]} of ${who} is ${row[index]} in the month and ${sum[index]} by the days`;
  }
  return null;
}
