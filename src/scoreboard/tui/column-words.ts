import { findMetric } from '../../domain/metrics.ts';
import type { ColumnId } from './tui-state.ts';

/** What columns that are no metrics are called in a sentence. */
const WORDS: Readonly<Record<string, string>> = { change: '7 days', spark: '12 months' };

/** What people are told of a column by which rows are sorted. */
export function columnWords(column: ColumnId): string {
  return findMetric(column)?.title ?? WORDS[column] ?? column;
}
