import { type Day, lastDay, type Month } from './calendar.ts';

/** UTC days from `first` to `last`, both included; `first` null: from the beginning. */
export type DayRange = { readonly first: Day | null; readonly last: Day };

/** True when a day lies in a range. */
export function holdsDay(range: DayRange, day: Day): boolean {
  return (range.first === null || range.first <= day) && day <= range.last;
}

/** How much of a month a range takes in. */
export function monthShare(range: DayRange, month: Month): 'none' | 'part' | 'whole' {
  const from = `${month}-01` as Day;
  const to = lastDay(month);
  if (to < (range.first ?? from) || range.last < from) return 'none';
  return holdsDay(range, from) && holdsDay(range, to) ? 'whole' : 'part';
}
