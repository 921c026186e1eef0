import { type Month, monthOf } from '../../../domain/calendar.ts';
import type { UserPage } from '../../leaderboards/user-page.ts';
import { cellWidth } from '../cell-width.ts';
import { fitCell } from '../fit-cell.ts';
import { glyphsOf } from '../glyphs.ts';
import { joinedPieces } from '../joined-pieces.ts';
import { monthTitle } from '../month-title.ts';
import { pageWidth } from '../page-width.ts';
import type { Line, Span } from '../screen.ts';
import type { TuiState } from '../tui-state.ts';
import { type Block, beside, blockLines } from './block.ts';
import { AXIS_WIDTH, type ChartShape } from './chart-axes.ts';
import { chartLegend } from './chart-legend.ts';
import { chartMonths } from './chart-months.ts';
import { CHART_GAP, chartPlan } from './chart-plan.ts';
import { monthChart } from './month-chart.ts';
import { monthName } from './month-name.ts';
import { monthParts } from './month-parts.ts';
import { rankChart } from './rank-chart.ts';
import { type MonthRank, rankHistory } from './rank-history.ts';

/** A chart, what stands above it, and the columns for that. */
type Titled = {
  readonly chart: Block;
  readonly title: string;
  readonly legend: readonly Span[];
  readonly width: number;
};

/** Blanks between a title and the legend beside it. */
const LEGEND_GAP = 3;

/** A person's CPU hours and ranks by month as charts, after a blank line; side by side where there is room. */
export function chartSection(state: TuiState, page: UserPage, plotLines: number): Line[] {
  const months = chartMonths(page);
  const history = rankedMonths(state, page);
  const width = pageWidth(state);
  const plan = chartPlan(width, { months: months.length, ranks: history.length });
  const shape: ChartShape = { slot: plan.slot, plotLines, unicode: state.fixed.unicode };
  const shown = months.slice(months.length - plan.months);
  const columns = (count: number): number => (plan.isBeside ? AXIS_WIDTH + plan.slot * count : width);
  const charts = [
    ...(shown.length === 0 ? [] : [barChart(state, { page, months: shown, shape, width: columns(shown.length) })]),
    ...(history.length === 0 ? [] : [rankSteps(state, { history, shape, width: columns(history.length) })]),
  ];
  const headLines = charts.some((one) => legendX(one) === null) ? 2 : 1;
  const blocks = charts.map((one) => headed(state, one, headLines));
  const blank: Line = { spans: [] };
  if (blocks.length === 2 && plan.isBeside) return [blank, ...blockLines(beside(blocks, CHART_GAP))];
  return blocks.flatMap((block) => [blank, ...blockLines(block)]);
}

/** None where no rank is known. */
function rankedMonths({ data }: TuiState, { user }: UserPage): MonthRank[] {
  const history = data.board === null ? [] : rankHistory(data.board, user);
  return history.some(({ rank }) => rank !== null) ? history : [];
}

type BarWishes = {
  readonly page: UserPage;
  readonly months: readonly Month[];
  readonly shape: ChartShape;
  readonly width: number;
};

function barChart(state: TuiState, { page, months, shape, width }: BarWishes): Titled {
  const parts = monthParts(page, months);
  const last = months.at(-1)!;
  const running = last === monthOf(Date.parse(page.asof) / 1000) ? ` (${monthName(last)} so far)` : '';
  return {
    chart: monthChart(shape, { months, parts }),
    title: monthTitle(state, page) + running,
    legend: chartLegend(parts, { width, unicode: shape.unicode }),
    width,
  };
}

type RankWishes = { readonly history: readonly MonthRank[]; readonly shape: ChartShape; readonly width: number };

function rankSteps({ data }: TuiState, { history, shape, width }: RankWishes): Titled {
  const { board } = data;
  const short = 'Rank by CPU hours of the month';
  const whole = board?.by === 'user' ? `${short} among ${board.users.length} users` : short;
  const title = cellWidth(whole) <= width ? whole : short;
  return { chart: rankChart(shape, history), title, legend: [], width };
}

/** Where the legend stands beside the title; null: it does not fit there. */
function legendX({ title, legend, width }: Titled): number | null {
  const x = cellWidth(title) + LEGEND_GAP;
  const end = legend.reduce((sum, { text }) => sum + cellWidth(text), x);
  return legend.length === 0 || end <= width ? x : null;
}

function headed(state: TuiState, titled: Titled, headLines: number): Block {
  const { chart, title, legend, width } = titled;
  const text = fitCell(title, width, glyphsOf(state).cut);
  const named = { x: 0, text, role: 'title' } as const;
  const x = legendX(titled);
  const head = headLines === 1 || x !== null ? [named, ...joinedPieces(x ?? 0, legend)] : [named];
  const second = headLines === 1 ? [] : [x === null ? joinedPieces(0, legend) : []];
  return { width, lines: [head, ...second, ...chart.lines] };
}
