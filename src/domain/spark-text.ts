const BLOCKS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
const ASCII = ['_', '.', '-', '=', '+', '*', '%', '#'];

/**
 * A row of small bars, one character for each value, as high as its share of the greatest one; a blank where there is
 * nothing at all. Values from 0 on.
 */
export function sparkText(values: readonly number[], unicode: boolean): string {
  const bars = unicode ? BLOCKS : ASCII;
  const top = Math.max(...values, 0);
  return values
    .map((value) => (value <= 0 ? ' ' : bars[Math.min(bars.length - 1, Math.floor((value / top) * bars.length))]))
    .join('');
}
