import { monthLines } from './month-lines.ts';
import type { Line } from './screen.ts';
import type { PersonPage, TuiState } from './tui-state.ts';
import { userClusterLines } from './user-cluster-lines.ts';
import { userMetricLines } from './user-metric-lines.ts';
import { userNotes } from './user-notes.ts';

/** A person's page: every metric in every window, the clusters, the months. */
export function userLines(state: TuiState, person: PersonPage): Line[] {
  const { page } = person;
  const notes = userNotes(state, person);
  if (page === null) return notes;
  return [...notes, ...userMetricLines(state, page), ...userClusterLines(state, page), ...monthLines(state, page)];
}
