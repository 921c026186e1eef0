import { METRICS } from '../../domain/metrics.ts';
import { type Cell, csvRow } from '../../platform/delimited-text.ts';
import type { TuiState } from './tui-state.ts';

/** What is shown as a file: the beginning of its name, and CSV. */
export type ExportedView = { readonly stem: string; readonly csv: string };

/** The rows that are shown, in their order, with the exact values of every metric; unknown ones are empty. */
export function exportView({ rows, choice, metric }: TuiState): ExportedView {
  const { window, cluster, by } = choice;
  const head = ['rank', by, 'rank_change', 'value_change', ...METRICS.map(({ name }) => name)];
  const lines = rows.map(({ name, values, ranks, moves }): Cell[] => {
    const move = moves[metric.name];
    return [
      ranks[metric.name] ?? null,
      name,
      move === undefined ? 0 : move.rank,
      move === undefined ? 0 : move.value,
      ...METRICS.map((one) => values[one.name] ?? null),
    ];
  });
  return { stem: `slurm-sb-${metric.name}-${window}-${cluster}-by-${by}`, csv: [head, ...lines].map(csvRow).join('') };
}
