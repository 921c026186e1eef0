import { addMonths, type Month, monthOf } from '../../../domain/calendar.ts';
import { monthHours } from '../../leaderboards/month-hours.ts';
import type { UserPage } from '../../leaderboards/user-page.ts';

/** A chart has at least so many months, as ranks do. */
const LEAST_MONTHS = 12;

/**
 * The months of a person's chart, oldest first: from the first with jobs, or 12 months back, to the one when the page
 * was made; for somebody without jobs in the last 12 months to the last with jobs. Empty without any jobs.
 */
export function chartMonths(page: Pick<UserPage, 'asof' | 'months'>): Month[] {
  const known = monthHours(page).map(({ month }) => month);
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined) return [];
  const running = monthOf(Date.parse(page.asof) / 1000);
  const end = last > running || last <= addMonths(running, -LEAST_MONTHS) ? last : running;
  const back = addMonths(end, 1 - LEAST_MONTHS);
  const months: Month[] = [];
  for (let month = [first, back].sort()[0]!; month <= end; month = addMonths(month, 1)) months.push(month);
  return months;
}
