import type { Month } from '../../../domain/calendar.ts';

const NAMES = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A month's name in three letters. */
export function monthName(month: Month): string {
  return NAMES[Number(month.slice(5)) - 1] ?? '';
}
