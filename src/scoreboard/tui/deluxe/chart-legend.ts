import { cellWidth } from '../cell-width.ts';
import type { Span } from '../screen.ts';
import { shownText } from '../shown-text.ts';
import { FILLS } from './bar-cells.ts';
import { compactNumber } from './compact-number.ts';
import { PART_ROLES } from './month-chart.ts';
import type { MonthPart } from './month-parts.ts';

/** How a legend is written, and the columns it has. */
export type LegendStyle = { readonly width: number; readonly unicode: boolean };

/** What the fills of bars stand for, with totals where there is room; as many parts as fit, none when there is only one. */
export function chartLegend(parts: readonly MonthPart[], { width, unicode }: LegendStyle): Span[] {
  if (parts.length < 2) return [];
  const fills = unicode ? FILLS.unicode : FILLS.ascii;
  const entries = (hasTotals: boolean): Span[][] =>
    parts.map(({ name, total }, index): Span[] => [
      { text: `${index > 0 ? '  ' : ''}${fills[index] ?? '?'}`, role: PART_ROLES[index] ?? 'bar' },
      { text: ` ${shownText(name, unicode)}`, role: 'text' },
      ...(hasTotals ? [{ text: ` ${compactNumber(total)}`, role: 'value' } as const] : []),
    ]);
  const whole = entries(true);
  return spansWidth(whole.flat()) <= width ? whole.flat() : fitting(entries(false), width);
}

/** Columns that spans take. */
function spansWidth(spans: readonly Span[]): number {
  return spans.reduce((sum, { text }) => sum + cellWidth(text), 0);
}

function fitting(entries: readonly Span[][], width: number): Span[] {
  const spans: Span[] = [];
  for (const entry of entries) {
    if (spansWidth([...spans, ...entry]) > width) break;
    spans.push(...entry);
  }
  return spans;
}
