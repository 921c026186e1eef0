import { humanValue } from '../../../domain/human-value.ts';
import { WINDOW_TITLES } from '../../../domain/windows.ts';
import { moveText } from '../../leaderboards/board-cells.ts';
import { ALL_CLUSTERS } from '../../leaderboards/list-clusters.ts';
import { cellWidth } from '../cell-width.ts';
import { fitCell } from '../fit-cell.ts';
import { glyphsOf } from '../glyphs.ts';
import { moveRole } from '../move-role.ts';
import { valueText } from '../number-text.ts';
import { pageWidth } from '../page-width.ts';
import { rankRole } from '../rank-role.ts';
import type { Line, Span } from '../screen.ts';
import { shownText } from '../shown-text.ts';
import type { PersonPage, TuiState } from '../tui-state.ts';

/** Lines of {@link personHead}. */
export const HEAD_LINES = 2;

/** What stays above a person's page: where they stand on the board, and which part of the page has been scrolled into. */
export function personHead(state: TuiState, { user, top }: PersonPage, lines: readonly Line[]): Line[] {
  return [standing(state, user), ruler(state, sectionAt(lines, { top, dot: glyphsOf(state).dot }))];
}

function standing(state: TuiState, user: string): Line {
  const { choice, metric, theme, data, fixed, rankedCount } = state;
  const { dot } = glyphsOf(state);
  const row = data.board?.by === 'user' ? data.board.users.find((one) => one.user === user) : undefined;
  const rank = row?.ranks[metric.name];
  const where = choice.cluster === ALL_CLUSTERS ? 'all clusters' : shownText(choice.cluster, fixed.unicode);
  const place: Span[] = [
    { text: dot, role: 'dim' },
    { text: `${WINDOW_TITLES[choice.window]}, ${where}`, role: 'state' },
  ];
  const title: Span = { text: metric.title, role: 'sorted' };
  if (row === undefined || rank === undefined)
    return fitted(state, [[title], [{ text: '  no rank here', role: 'dim' }], place]);
  const value = valueText(row.values[metric.name], {
    unit: metric.unit,
    raw: fixed.raw,
    width: Number.POSITIVE_INFINITY,
  });
  const unit = theme.words.value === '' ? '' : ` ${theme.words.value}`;
  const move = row.moves[metric.name];
  return fitted(state, [
    [title, { text: `  ${value}${unit}`, role: 'value' }],
    [
      { text: dot, role: 'dim' },
      { text: `rank ${humanValue(rank, 'count')}`, role: rankRole(rank) },
      { text: ` of ${humanValue(rankedCount, 'count')}`, role: 'text' },
      { text: move === undefined || move.rank === 0 ? '' : ` ${moveText(move, fixed.unicode)}`, role: moveRole(move) },
    ],
    place,
  ]);
}

/** As many of the groups as fit, from the first on. */
function fitted(state: TuiState, groups: readonly Span[][]): Line {
  const width = pageWidth(state);
  const spans: Span[] = [];
  for (const group of groups) {
    const next = [...spans, ...group].filter(({ text }) => text !== '');
    if (next.reduce((sum, { text }) => sum + cellWidth(text), 0) > width) break;
    spans.splice(0, spans.length, ...next);
  }
  return { spans };
}

/** The titles of the part that a line is in the middle of; empty at a title itself, which shows then. */
function sectionAt(lines: readonly Line[], { top, dot }: { readonly top: number; readonly dot: string }): string {
  if (isTitle(lines[top])) return '';
  const title = lines.slice(0, top).findLast(isTitle);
  const texts = title?.spans.flatMap(({ text, role }) => (role === 'title' ? [text] : [])) ?? [];
  return texts.join(dot);
}

/** Titles may have a legend beside them. */
function isTitle(line: Line | undefined): line is Line {
  return line?.spans.find(({ text }) => text.trim() !== '')?.role === 'title';
}

function ruler(state: TuiState, section: string): Line {
  const width = pageWidth(state);
  const across = state.fixed.unicode ? '─' : '-';
  if (section === '') return { spans: [{ text: across.repeat(width), role: 'border' }] };
  const text = fitCell(` ${section} `, width - 4, glyphsOf(state).cut);
  return {
    spans: [
      { text: across.repeat(2), role: 'border' },
      { text, role: 'title' },
      { text: across.repeat(Math.max(0, width - 2 - cellWidth(text))), role: 'border' },
    ],
  };
}
