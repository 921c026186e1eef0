import { humanChange, humanValue } from '../../domain/human-value.ts';
import type { MetricUnit } from '../../domain/metrics.ts';
import { cellWidth } from './cell-width.ts';

/** How numbers are written: `raw` gives them exactly; `width` is the room they have. */
export type NumberStyle = { readonly unit: MetricUnit; readonly raw: boolean; readonly width: number };

/** A value; `-` where it is unknown, which is never 0. One that is too wide is rounded, for a cut number is another one. */
export function valueText(value: number | undefined, { unit, raw, width }: NumberStyle): string {
  if (value === undefined) return '-';
  return fitting(value, raw ? String(value) : humanValue(value, unit), width);
}

/** A change with its sign; `-` where it is unknown. */
export function changeText(change: number | null, { unit, raw, width }: NumberStyle): string {
  if (change === null) return '-';
  const sign = change > 0 ? '+' : '';
  const text = raw ? sign + change : humanChange(change, unit);
  return fitting(change, text, width);
}

/** Six decimals at most: with sign and exponent that is 13 columns; the least column has 9. */
function fitting(value: number, text: string, width: number): string {
  if (cellWidth(text) <= width) return text;
  const sign = text.startsWith('+') ? '+' : '';
  for (let digits = 6; digits > 0; digits--) {
    const short = sign + value.toExponential(digits);
    if (short.length <= width) return short;
  }
  return sign + value.toExponential(0);
}
