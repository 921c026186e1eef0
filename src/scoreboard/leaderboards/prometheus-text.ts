import { type Board, boardRows } from '../../domain/board.ts';
import { METRICS, type Metric, type MetricUnit } from '../../domain/metrics.ts';
import { plainText } from '../../platform/plain-text.ts';

/** How a metric is told in the base units that Prometheus asks for. */
const BASE_UNITS: Record<MetricUnit, { readonly suffix: string; readonly factor: number }> = {
  hours: { suffix: 'seconds', factor: 3600 },
  seconds: { suffix: 'seconds', factor: 1 },
  megabytes: { suffix: 'bytes', factor: 1e6 },
  ratio: { suffix: 'ratio', factor: 1 },
  count: { suffix: '', factor: 1 },
};

/** The ends of our own names that the base unit takes the place of. */
const OWN_UNIT = /_(hours|mb|rate)$/;

/**
 * Boards as text for the textfile collector of node_exporter: a gauge for each metric with the labels `cluster`,
 * `window` and `user` or `account`, and when each board was made. Hours become seconds and MB bytes, as Prometheus asks
 * for base units. Label values are escaped, and characters that no screen is to be given become `?`.
 * Source: prometheus.io, exposition formats, text-based format 0.0.4.
 */
export function prometheusText(boards: readonly Board[]): string {
  const gauges = (['user', 'account'] as const).flatMap((by) => {
    const ofSubject = boards.filter((board) => board.by === by);
    return METRICS.map((metric) => gaugeText(metric, by, ofSubject));
  });
  return `${madeText(boards)}${gauges.join('')}`;
}

function madeText(boards: readonly Board[]): string {
  const name = 'slurm_sb_board_made_timestamp_seconds';
  const lines = boards.map(({ asof, by, cluster, window }) =>
    sample(name, { by, cluster, window }, Date.parse(asof) / 1000),
  );
  return family(name, 'When the leaderboard was made.', lines);
}

function gaugeText(metric: Metric, by: Board['by'], boards: readonly Board[]): string {
  const { suffix, factor } = BASE_UNITS[metric.unit];
  const stem = metric.name.replace(OWN_UNIT, '');
  const name = ['slurm_sb', by, stem, ...(suffix === '' ? [] : [suffix])].join('_');
  const lines = boards.flatMap((board) =>
    boardRows(board).flatMap(({ name: who, values }) => {
      const value = values[metric.name];
      const labels = { cluster: board.cluster, [by]: who, window: board.window };
      return value === undefined ? [] : [sample(name, labels, value * factor)];
    }),
  );
  const title = metric.title.replace(/ hours$/, ' seconds');
  return family(name, `${title} of each ${by} on the leaderboard, in its window of UTC days.`, lines);
}

function family(name: string, help: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `# HELP ${name} ${help}\n# TYPE ${name} gauge\n${lines.join('')}`;
}

function sample(name: string, labels: Readonly<Record<string, string>>, value: number): string {
  const texts = Object.entries(labels).map(([label, text]) => `${label}="${escaped(plainText(text))}"`);
  return `${name}{${texts.join(',')}} ${value}\n`;
}

const escaped = (text: string): string => text.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n');
