import { shownText } from './shown-text.ts';
import { themeWords } from './theme-words.ts';
import type { TuiState } from './tui-state.ts';

/** What the table says when it has no rows: what is the matter, then what can be done. */
export function emptyText(state: TuiState): readonly string[] {
  const { data, filter, rankedCount, choice, metric, fixed } = state;
  if (data.board === null) {
    if (data.isLoading) return ['Reading the board'];
    return data.isMissing
      ? ['There is no board here yet', 'slurm-sb poll fills it', 'slurm-sb demo shows one without Slurm']
      : ['No board could be read', 'The line below says why; r tries again'];
  }
  if (rankedCount === 0) {
    const others = `m another ${themeWords(state).metric}, w another window, g another cluster`;
    return [`No ${choice.by} has a rank in ${metric.title} here`, others];
  }
  return [`No ${choice.by} fits "${shownText(filter, fixed.unicode)}"`, 'Esc clears the filter, f changes it'];
}
