/** A UTC calendar month, `YYYY-MM`. */
export type Month = string & { readonly __brand: 'Month' };
/** A UTC calendar day, `YYYY-MM-DD`. */
export type Day = string & { readonly __brand: 'Day' };

export const DAY_SECONDS = 86_400;

const pad = (value: number, width: number): string => String(value).padStart(width, '0');

/** The UTC day that holds an instant given in epoch seconds. Years 0 to 9999. */
export function dayOf(epochSeconds: number): Day {
  const date = new Date(Math.floor(epochSeconds) * 1000);
  return `${pad(date.getUTCFullYear(), 4)}-${pad(date.getUTCMonth() + 1, 2)}-${pad(date.getUTCDate(), 2)}` as Day;
}

/** The UTC month that holds an instant given in epoch seconds. */
export function monthOf(epochSeconds: number): Month {
  return dayOf(epochSeconds).slice(0, 7) as Month;
}

/** The month a day lies in. */
export function monthOfDay(day: Day): Month {
  return day.slice(0, 7) as Month;
}

/** Epoch seconds of the first second of a UTC day. */
export function dayStart(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`) / 1000;
}

/** Epoch seconds of the first second of a UTC month. */
export function monthStart(month: Month): number {
  return dayStart(`${month}-01` as Day);
}

/** The day `count` days after `day` (before it when negative). */
export function addDays(day: Day, count: number): Day {
  return dayOf(dayStart(day) + count * DAY_SECONDS);
}

/** The month `count` months after `month` (before it when negative). */
export function addMonths(month: Month, count: number): Month {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + count;
  return `${pad(Math.floor(index / 12), 4)}-${pad((index % 12) + 1, 2)}` as Month;
}

/** The last day of a month. */
export function lastDay(month: Month): Day {
  return addDays(`${addMonths(month, 1)}-01` as Day, -1);
}

const MONTH_TEXT = /^\d{4}-(0[1-9]|1[0-2])$/;

/** True for a text of the form `YYYY-MM` with a real month. */
export function isMonth(text: string): text is Month {
  return MONTH_TEXT.test(text);
}

/** True for a text of the form `YYYY-MM-DD` that names a real day. */
export function isDay(text: string): text is Day {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const start = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(start) && dayOf(start / 1000) === text;
}

/** An instant in epoch seconds as ISO 8601 in UTC with whole seconds, `2026-09-01T00:00:00Z`. */
export function isoSeconds(epochSeconds: number): string {
  return `${new Date(Math.floor(epochSeconds) * 1000).toISOString().slice(0, 19)}Z`;
}
