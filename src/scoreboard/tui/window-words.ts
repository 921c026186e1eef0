import type { Window } from '../../domain/windows.ts';

/** What windows are called where there is little room. */
export const WINDOW_WORDS: Readonly<Record<Window, string>> = {
  alltime: 'all time',
  '30d': '30 days',
  '365d': '365 days',
};
