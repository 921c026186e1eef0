import { METRICS } from '../../domain/metrics.ts';
import { ALL_CLUSTERS } from '../leaderboards/list-clusters.ts';
import type { PageBoard, UserPage } from '../leaderboards/user-page.ts';
import { glyphsOf } from './glyphs.ts';
import { valueText } from './number-text.ts';
import { pageWidth } from './page-width.ts';
import { rankRole } from './rank-role.ts';
import type { Line, Span } from './screen.ts';
import { sectionLines } from './section-lines.ts';
import { shownText } from './shown-text.ts';
import { type SpanColumn, spanTable } from './span-table.ts';
import type { TuiState } from './tui-state.ts';
import { WINDOW_WORDS } from './window-words.ts';

/** Metrics of the table, the last to go first. */
const SHOWN = ['clock_hours', 'gpu_clock_hours', 'jobs', 'failure_rate', 'wait_hours', 'cpu_efficiency'];

/** A person's metrics and rank on each cluster's own boards. */
export function userClusterLines(state: TuiState, { boards }: UserPage): Line[] {
  const own = boards.filter(({ cluster }) => cluster !== ALL_CLUSTERS);
  if (own.length === 0) return [];
  const metrics = METRICS.filter(({ name }) => SHOWN.includes(name));
  const columns: SpanColumn[] = [
    { title: 'Cluster', align: 'left' },
    { title: 'Window', align: 'left' },
    { title: 'rank', align: 'right' },
    ...metrics.map(
      ({ title }, index): SpanColumn => ({ title, align: 'right', ...(index > 0 && { dropOrder: index }) }),
    ),
  ];
  const rows = own.map((board, index): Span[] => [
    {
      text: own[index - 1]?.cluster === board.cluster ? '' : shownText(board.cluster, state.fixed.unicode),
      role: 'text',
    },
    { text: WINDOW_WORDS[board.window], role: 'dim' },
    rankSpan(board),
    ...metrics.map(({ name, unit }): Span => {
      const text = valueText(board.values[name], { unit, raw: state.fixed.raw, width: Number.POSITIVE_INFINITY });
      return { text, role: name === 'clock_hours' ? 'value' : 'text' };
    }),
  ]);
  const style = { width: pageWidth(state), cut: glyphsOf(state).cut };
  return sectionLines('By cluster, rank by CPU hours', spanTable(columns, rows, style));
}

function rankSpan({ ranks }: PageBoard): Span {
  const rank = ranks.clock_hours;
  return { text: String(rank ?? '-'), role: rank === undefined ? 'dim' : rankRole(rank) };
}
