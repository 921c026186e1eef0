import { type Day, monthOfDay } from '../../domain/calendar.ts';

/** Whose month a file is, as the file says itself. */
export type MonthOwner = { readonly cluster: string; readonly month: string };

/** Whose month a file is that lies in the place of another one, as a sentence; null: it is in its own place. */
export function ofAnother(head: MonthOwner, place: MonthOwner): string | null {
  return head.cluster === place.cluster && head.month === place.month ? null : `it is of ${head.cluster} ${head.month}`;
}

/** Says which of a month's days is of another month; null: none is. */
export function foreignDay(days: Iterable<string>, month: string): string | null {
  for (const day of days) {
    if (monthOfDay(day as Day) !== month) return `it holds a day of another month, ${day}`;
  }
  return null;
}
