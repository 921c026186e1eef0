import { METRICS, type Metric, type MetricUnit } from '../../domain/metrics.ts';
import { shortTitle } from './short-title.ts';
import type { ColumnId } from './tui-state.ts';

/** A column at its place on the screen; `x` counts from 0, the terminal's left edge. */
export type PlacedColumn = {
  readonly id: ColumnId | 'bar';
  readonly title: string;
  readonly x: number;
  readonly width: number;
  readonly align: 'left' | 'right';
};

/** What the columns are placed by. */
export type ColumnWishes = {
  /** First column that may be used, and how many there are. */
  readonly left: number;
  readonly width: number;
  readonly metric: Metric;
  readonly by: 'user' | 'account';
  readonly focus: ColumnId;
  readonly raw: boolean;
};

/** The other metrics in the order in which they get a column; the last are the first to go. */
const METRIC_ORDER = [
  'clock_hours',
  'jobs',
  'gpu_clock_hours',
  'failure_rate',
  'cpu_efficiency',
  'wait_hours',
  'failed_jobs',
  'elapsed_hours',
  'node_hours',
  'wasted_cpu_hours',
  'mem_efficiency',
  'gpu_jobs',
  'gpu_elapsed_hours',
  'biggest_job',
  'longest_job',
  'req_mem_mb',
  'max_mem_mb',
  'avg_mem_mb',
];

const UNIT_WIDTHS: Record<MetricUnit, number> = { hours: 12, count: 10, ratio: 9, megabytes: 9, seconds: 12 };
const RAW_WIDTH = 19;
const GAP = 1;

const RANK = { id: 'rank', title: 'Rank', width: 5, align: 'right' } as const;
const MOVE = { id: 'move', title: 'Move', width: 5, align: 'left' } as const;
const SPARK = { id: 'spark', title: '12 months', width: 12, align: 'left' } as const;
const LEAST_BAR = 8;
const GREATEST_BAR = 32;
/** Bar and name grow to this before there are more metrics. */
const GOOD_BAR = 20;
const LEAST_VALUE = 14;
const LEAST_NAME = 12;
const GREATEST_NAME = 20;

type Column = Omit<PlacedColumn, 'x'>;

/**
 * The columns that fit, left to right. Rank, move, name and value always stay; as the room shrinks the others go in
 * this order: further metrics from the last one, months, two metrics, seven days' change, the bar, the first
 * metric. A metric that has the focus is shown when any is.
 */
export function placeColumns(wishes: ColumnWishes): PlacedColumn[] {
  const metrics = metricColumns(wishes);
  const at = metrics.findIndex(({ id }) => id === wishes.focus);
  let columns = fill(wishes, metrics);
  for (let skipped = 1; skipped <= at && !columns.some(({ id }) => id === wishes.focus); skipped++) {
    columns = fill(wishes, metrics.slice(skipped));
  }
  return placed(columns, wishes.left);
}

function fill(wishes: ColumnWishes, metrics: readonly Column[]): Column[] {
  const value = valueColumn(wishes);
  let room = wishes.width - widthOf([RANK, MOVE, nameColumn(wishes), value]);
  const take = (width: number): boolean => {
    if (width + GAP > room) return false;
    room -= width + GAP;
    return true;
  };
  const shown: Column[] = [];
  const takeMetric = (): boolean => {
    const next = metrics[shown.length];
    const fits = next !== undefined && take(next.width);
    if (fits) shown.push(next);
    return fits;
  };
  takeMetric();
  const hasBar = take(LEAST_BAR);
  const change = changeColumn(wishes);
  const hasChange = hasBar && take(change.width);
  for (let more = hasChange ? 2 : 0; more > 0 && takeMetric(); more--);
  const hasSpark = hasChange && take(SPARK.width);
  const kept = Math.min(room, GREATEST_NAME - LEAST_NAME + GOOD_BAR - LEAST_BAR);
  room -= kept;
  while (hasSpark && takeMetric());
  room += kept;
  const nameGrowth = Math.min(room, GREATEST_NAME - LEAST_NAME);
  const barGrowth = hasBar ? Math.min(room - nameGrowth, GREATEST_BAR - LEAST_BAR) : 0;
  return [
    RANK,
    MOVE,
    { ...nameColumn(wishes), width: LEAST_NAME + nameGrowth },
    value,
    ...(hasBar ? [{ id: 'bar', title: '', width: LEAST_BAR + barGrowth, align: 'left' } as const] : []),
    ...(hasChange ? [change] : []),
    ...shown,
    ...(hasSpark ? [SPARK] : []),
  ];
}

/** The columns that Tab goes through and rows can be sorted by, in order. */
export function sortableColumns(metric: Metric): ColumnId[] {
  return ['rank', 'move', 'name', 'value', 'change', ...otherMetrics(metric).map(({ name }) => name)];
}

function placed(columns: readonly Column[], left: number): PlacedColumn[] {
  let x = left;
  return columns.map((column) => {
    const here = { ...column, x };
    x += column.width + GAP;
    return here;
  });
}

function widthOf(columns: readonly Column[]): number {
  return columns.reduce((sum, { width }) => sum + width, 0) + GAP * (columns.length - 1);
}

function nameColumn({ by }: ColumnWishes): Column {
  return { id: 'name', title: by === 'user' ? 'User' : 'Account', width: LEAST_NAME, align: 'left' };
}

/** Its title leaves room for the arrow of the sorted column. */
function valueColumn({ metric, raw }: ColumnWishes): Column {
  const width = Math.max(widthOfUnit(metric.unit, raw), LEAST_VALUE);
  const title = metric.title.length < width ? metric.title : shortTitle(metric);
  return { id: 'value', title, width, align: 'right' };
}

function changeColumn({ metric, raw }: ColumnWishes): Column {
  return { id: 'change', title: '7 days', width: widthOfUnit(metric.unit, raw) + 1, align: 'right' };
}

function widthOfUnit(unit: MetricUnit, raw: boolean): number {
  return raw ? RAW_WIDTH : UNIT_WIDTHS[unit];
}

function otherMetrics(metric: Metric): Metric[] {
  return METRIC_ORDER.filter((name) => name !== metric.name).map((name) => METRICS.find((one) => one.name === name)!);
}

function metricColumns({ metric, raw }: ColumnWishes): Column[] {
  return otherMetrics(metric).map(({ name, title, unit }) => ({
    id: name,
    title: shortTitle({ name, title }),
    width: widthOfUnit(unit, raw),
    align: 'right',
  }));
}
