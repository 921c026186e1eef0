import type { Month } from '../../../domain/calendar.ts';
import type { UserPage } from '../../leaderboards/user-page.ts';

/** CPU hours of a cluster, or of several that are shown as one, in each of some months. */
export type MonthPart = { readonly name: string; readonly hours: readonly number[]; readonly total: number };

/** As many as can be told apart. */
const MOST_PARTS = 5;

/** A person's CPU hours in some months by cluster, the greatest total first; the least together when they are too many. */
export function monthParts({ months }: Pick<UserPage, 'months'>, shown: readonly Month[]): MonthPart[] {
  const parts = Object.entries(months)
    .map(([name, counters]) =>
      part(
        name,
        shown.map((month) => (counters[month]?.cpu_seconds ?? 0) / 3600),
      ),
    )
    .filter(({ total }) => total > 0)
    .sort((a, b) => b.total - a.total || (a.name < b.name ? -1 : 1));
  if (parts.length <= MOST_PARTS) return parts;
  const rest = parts.slice(MOST_PARTS - 1);
  const sums = shown.map((_, index) => rest.reduce((sum, { hours }) => sum + hours[index]!, 0));
  return [...parts.slice(0, MOST_PARTS - 1), part(`${rest.length} others`, sums)];
}

function part(name: string, hours: readonly number[]): MonthPart {
  return { name, hours, total: hours.reduce((sum, one) => sum + one, 0) };
}
