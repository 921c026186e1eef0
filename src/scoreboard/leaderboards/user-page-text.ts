import { barText } from '../../domain/bar-text.ts';
import { humanValue } from '../../domain/human-value.ts';
import { METRICS, type Metric } from '../../domain/metrics.ts';
import { type StaleRule, staleClusters } from '../../domain/stale-clusters.ts';
import { WINDOW_TITLES, WINDOWS, type Window } from '../../domain/windows.ts';
import { plainText } from '../../platform/plain-text.ts';
import type { TextStyle } from '../../platform/text-style.ts';
import { type TableColumn, textTable } from '../../platform/text-table.ts';
import { moveText } from './board-cells.ts';
import { asofText, staleText } from './board-heading.ts';
import { ALL_CLUSTERS } from './list-clusters.ts';
import { monthHours } from './month-hours.ts';
import type { PageBoard, UserPage } from './user-page.ts';

/** How a page is written. */
export type PageStyle = { readonly style: TextStyle; readonly rule: StaleRule; readonly raw: boolean };

/** Months that the chart shows at most: two years. */
const CHART_MONTHS = 24;

/** Characters of the longest bar. */
const LONGEST_BAR = 40;

/** Metrics of the table by cluster. */
const CLUSTER_METRICS = ['clock_hours', 'gpu_clock_hours', 'jobs', 'failure_rate', 'wait_hours', 'cpu_efficiency'];

/** A person's page as lines of text for people. */
export function userPageText(page: UserPage, how: PageStyle): string {
  const stale = staleClusters(page.clusters, how.rule).map(staleText).map(plainText);
  const lines = [
    how.style.paint(plainText(page.user), 'bold'),
    asofText(page.asof, how.rule),
    ...(stale.length === 0 ? [] : [`Stale: ${stale.join(', ')}`]),
    ...section('All clusters', metricLines(page, how), how),
    ...section('By cluster', clusterLines(page, how), how),
    ...section(monthsTitle(page), monthLines(page, how), how),
  ];
  return `${lines.join('\n')}\n`;
}

function section(title: string, lines: readonly string[], { style }: PageStyle): string[] {
  return lines.length === 0 ? [] : ['', style.paint(title, 'bold'), ...lines];
}

function metricLines({ boards }: UserPage, how: PageStyle): string[] {
  const columns: TableColumn[] = [
    { title: '', align: 'left' },
    ...WINDOWS.flatMap((window, index): TableColumn[] => [
      { title: WINDOW_TITLES[window], align: 'right' },
      { title: 'rank', align: 'right', dropOrder: 1 + index },
      { title: 'move', align: 'left', dropOrder: 4 + index },
    ]),
  ];
  const on = (window: Window): PageBoard | undefined =>
    boards.find((board) => board.cluster === ALL_CLUSTERS && board.window === window);
  const rows = METRICS.map((metric) => [
    metric.title,
    ...WINDOWS.flatMap((window) => metricCells(on(window), metric, how)),
  ]);
  return WINDOWS.some((window) => on(window) !== undefined) ? textTable(columns, rows, how.style) : [];
}

function metricCells(board: PageBoard | undefined, metric: Metric, { raw, style }: PageStyle): string[] {
  const rank = board?.ranks[metric.name];
  if (rank === undefined) return [valueText(board, metric, raw), '-', ''];
  return [valueText(board, metric, raw), String(rank), moveText(board?.moves[metric.name], style.unicode)];
}

function valueText(board: PageBoard | undefined, { name, unit }: Metric, raw: boolean): string {
  const value = board?.values[name];
  if (value === undefined) return '-';
  return raw ? String(value) : humanValue(value, unit);
}

function clusterLines({ boards }: UserPage, { style, raw }: PageStyle): string[] {
  const own = boards.filter(({ cluster }) => cluster !== ALL_CLUSTERS);
  const metrics = METRICS.filter(({ name }) => CLUSTER_METRICS.includes(name));
  const columns: TableColumn[] = [
    { title: 'Cluster', align: 'left', mayShrink: true },
    { title: 'Window', align: 'left' },
    ...metrics.map(
      ({ title }, index): TableColumn => ({ title, align: 'right', ...(index > 0 && { dropOrder: index }) }),
    ),
    { title: 'rank by CPU hours', align: 'right', dropOrder: 0 },
  ];
  const rows = own.map((board) => [
    board.cluster,
    WINDOW_TITLES[board.window],
    ...metrics.map((metric) => valueText(board, metric, raw)),
    String(board.ranks.clock_hours ?? '-'),
  ]);
  return own.length === 0 ? [] : textTable(columns, rows, style);
}

/** A bar for each month; one without jobs between others has none. */
function monthLines(page: UserPage, { style, raw }: PageStyle): string[] {
  const shown = monthHours(page).slice(-CHART_MONTHS);
  const top = Math.max(...shown.map(({ hours }) => hours));
  const texts = shown.map(({ hours }) => (raw ? String(hours) : humanValue(hours, 'hours')));
  const valueWidth = Math.max(...texts.map((text) => text.length));
  const barWidth = Math.max(1, Math.min(LONGEST_BAR, style.width - valueWidth - 'YYYY-MM'.length - 4));
  return shown.map(({ month, hours }, index) =>
    `${month}  ${texts[index]!.padStart(valueWidth)}  ${barText(hours / top, barWidth, style.unicode)}`.trimEnd(),
  );
}

/** Says so where the months are not of all clusters that the person is on the boards of. */
function monthsTitle({ months, boards }: UserPage): string {
  const known = Object.keys(months);
  const all = new Set(boards.map(({ cluster }) => cluster).filter((cluster) => cluster !== ALL_CLUSTERS));
  const isWhole = [...all].every((cluster) => known.includes(cluster));
  return isWhole ? 'CPU hours by month' : plainText(`CPU hours by month, ${known.join(', ')} only`);
}
