import { isLargeEnough } from '../board-layout.ts';
import { pageRoom } from '../page-lines.ts';
import type { Line } from '../screen.ts';
import type { PersonPage, PersonView, TuiState } from '../tui-state.ts';
import { userClusterLines } from '../user-cluster-lines.ts';
import { userMetricLines } from '../user-metric-lines.ts';
import { userNotes } from '../user-notes.ts';
import { blockLines } from './block.ts';
import { chartSection } from './chart-section.ts';
import { HEAD_LINES, personHead } from './person-head.ts';
import { windowPanels } from './window-panels.ts';

/** How many lines of metrics panels have, and how high plots are, where a page shows so many lines. */
const HEIGHTS = [
  { room: 45, panelLines: 9, plotLines: 12 },
  { room: 30, panelLines: 9, plotLines: 8 },
  { room: 22, panelLines: 6, plotLines: 6 },
  { room: 0, panelLines: 4, plotLines: 4 },
];

/** A person with a panel for each window and charts of the months. */
export const PERSON_VIEW: PersonView = {
  headLines: HEAD_LINES,
  head: personHead,
  lines: personLines,
};

/** None where the terminal is too small to show any. */
function personLines(state: TuiState, person: PersonPage): Line[] {
  const { page } = person;
  const notes = userNotes(state, person);
  if (page === null || !isLargeEnough(state)) return notes;
  const room = pageRoom(state);
  const { panelLines, plotLines } = HEIGHTS.find((one) => room >= one.room)!;
  return [
    ...notes,
    ...blockLines(windowPanels(state, page, panelLines)),
    ...chartSection(state, page, plotLines),
    ...userClusterLines(state, page),
    ...userMetricLines(state, page),
  ];
}
