import { humanAge } from '../../domain/human-age.ts';
import { humanValue } from '../../domain/human-value.ts';
import { WINDOW_TITLES } from '../../domain/windows.ts';
import { ALL_CLUSTERS } from '../leaderboards/list-clusters.ts';
import { capitalText } from './capital-text.ts';
import { cellWidth } from './cell-width.ts';
import { fitCell } from './fit-cell.ts';
import { framedLine } from './frame.ts';
import { glyphsOf } from './glyphs.ts';
import { joinedPieces } from './joined-pieces.ts';
import type { Line, Span } from './screen.ts';
import { shownText } from './shown-text.ts';
import { themeWords } from './theme-words.ts';
import type { TuiState } from './tui-state.ts';
import { WINDOW_WORDS } from './window-words.ts';

/** A piece of the state line: its text, a shorter one, and its place in the order in which pieces go; null stays. */
type Fact = Span & { readonly short: string; readonly drop: number | null };

/** Pieces that go before any is shortened: what they say can be seen elsewhere too. */
const SPARE = 2;

/** The greatest place in that order. */
const LAST_TO_GO = 7;

/** Columns on either side that are the frame's. */
const MARGIN = 2;

/** Which board this is: metric, window, cluster, by what, filter and search, age, number of rows; short when narrow. */
export function stateLine(state: TuiState): Line {
  const { dot, cut } = glyphsOf(state);
  const room = state.size.columns - 2 * MARGIN;
  const shown = fitted(facts(state), room, dot.length);
  const spans = shown.flatMap(({ text, role }, index): Span[] => [
    ...(index > 0 ? [{ text: dot, role: 'dim' } as const] : []),
    { text: shown.length === 1 ? fitCell(text, room, cut) : text, role },
  ]);
  return framedLine(state, joinedPieces(MARGIN, spans));
}

/** Without the spare ones, then in short, then without the others in their order, until they fit. */
function fitted(all: readonly Fact[], room: number, gap: number): readonly Fact[] {
  const fits = (facts: readonly Fact[]): boolean =>
    facts.reduce((sum, { text }) => sum + cellWidth(text) + gap, -gap) <= room;
  let facts = all;
  const drop = (order: number): void => {
    if (!fits(facts)) facts = facts.filter((one) => one.drop !== order);
  };
  for (let order = 1; order <= SPARE; order++) drop(order);
  if (!fits(facts)) facts = facts.map((one) => ({ ...one, text: one.short }));
  for (let order = SPARE + 1; order <= LAST_TO_GO; order++) drop(order);
  return facts;
}

function facts(state: TuiState): Fact[] {
  const { choice, metric, rankedCount } = state;
  const word = themeWords(state).metric;
  const count = `${humanValue(rankedCount, 'count')} ${choice.by}${rankedCount === 1 ? '' : 's'}`;
  return [
    { text: `${capitalText(word)}: ${metric.title}`, short: metric.title, role: 'sorted', drop: null },
    fact(6, WINDOW_TITLES[choice.window], WINDOW_WORDS[choice.window]),
    fact(5, ...clusterTexts(state)),
    fact(2, `by ${choice.by}`),
    ...searched(state),
    ...ageFact(state),
    ...(rankedCount === 0 ? [] : [fact(1, count)]),
  ];
}

function fact(drop: number, text: string, short = text): Fact {
  return { text, short, role: 'state', drop };
}

function clusterTexts({ choice, clusters, fixed }: TuiState): [text: string, short?: string] {
  if (choice.cluster !== ALL_CLUSTERS) return [shownText(choice.cluster, fixed.unicode)];
  return [clusters.length > 1 ? `all ${clusters.length} clusters` : 'all clusters', 'ALL'];
}

function searched({ filter, search, rows, rankedCount, fixed }: TuiState): Fact[] {
  const hits = `${humanValue(rows.length, 'count')} of ${humanValue(rankedCount, 'count')}`;
  const text = `filter ${shownText(filter, fixed.unicode)}: ${hits}`;
  const found = `search ${shownText(search, fixed.unicode)}`;
  return [
    ...(filter === '' ? [] : [{ text, short: `filter: ${hits}`, role: 'match', drop: 7 } as const]),
    ...(search === '' ? [] : [{ text: found, short: found, role: 'match', drop: 4 } as const]),
  ];
}

/** Coarse, so that an idle screen seldom changes. */
function ageFact({ data, nowSeconds, choice }: TuiState): Fact[] {
  const { board } = data;
  const isOther = board?.window !== choice.window || board.cluster !== choice.cluster || board.by !== choice.by;
  if (board === null || isOther) return data.isLoading ? [fact(3, 'loading')] : [];
  const age = nowSeconds - Date.parse(board.asof) / 1000;
  return [fact(3, age < 60 ? 'just now' : `${humanAge(age)} old`)];
}
