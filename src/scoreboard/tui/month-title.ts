import { ALL_CLUSTERS } from '../leaderboards/list-clusters.ts';
import type { UserPage } from '../leaderboards/user-page.ts';
import { shownText } from './shown-text.ts';
import type { TuiState } from './tui-state.ts';

/** Title of a person's months. Says so where they are not of all clusters that the person is on the boards of. */
export function monthTitle({ fixed }: Pick<TuiState, 'fixed'>, { months, boards }: UserPage): string {
  const known = Object.keys(months);
  const isWhole = boards.every(({ cluster }) => cluster === ALL_CLUSTERS || known.includes(cluster));
  return isWhole ? 'CPU hours by month' : `CPU hours by month, ${shownText(known.join(', '), fixed.unicode)} only`;
}
