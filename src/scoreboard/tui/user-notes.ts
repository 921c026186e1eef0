import { humanAge } from '../../domain/human-age.ts';
import { staleClusters } from '../../domain/stale-clusters.ts';
import { staleText } from '../leaderboards/board-heading.ts';
import type { UserPage } from '../leaderboards/user-page.ts';
import { fitCell } from './fit-cell.ts';
import { glyphsOf } from './glyphs.ts';
import { pageWidth } from './page-width.ts';
import { type Line, plainLine, type Role } from './screen.ts';
import { shownText } from './shown-text.ts';
import type { PersonPage, TuiState } from './tui-state.ts';

/** What a person's page begins with: what went wrong, its age, stale clusters, files that could not be read. */
export function userNotes(state: TuiState, { page, problem, user }: PersonPage): Line[] {
  const said = (text: string, role: Role): Line => {
    const shown = shownText(text, state.fixed.unicode);
    return plainLine(fitCell(shown, pageWidth(state), glyphsOf(state).cut), role);
  };
  const { error, warning } = glyphsOf(state);
  const failed = problem === null ? [] : [said(`${error} ${problem}`, 'error')];
  if (page === null) return failed.length > 0 ? failed : [said(`Reading the page of ${user}`, 'dim')];
  const stale = staleClusters(page.clusters, { nowSeconds: state.nowSeconds, ...state.fixed }).map(staleText);
  return [
    ...failed,
    said(ageText(page, state), 'state'),
    ...(stale.length === 0 ? [] : [said(`${warning} Stale: ${stale.join(', ')}`, 'warning')]),
    ...page.problems.map((text) => said(`${warning} ${text}`, 'warning')),
  ];
}

function ageText({ asof, clusters }: UserPage, { nowSeconds }: TuiState): string {
  const age = nowSeconds - Date.parse(asof) / 1000;
  const where = clusters.length === 1 ? '1 cluster' : `${clusters.length} clusters`;
  return `${where}, ${age < 60 ? 'just now' : `${humanAge(age)} old`}`;
}
