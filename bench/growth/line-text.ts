import { lineThrough, type Point } from './line.ts';

/** The unit of y, and what x counts, in the plural. */
export type LineWords = { readonly unit: string; readonly of: string };

/** The straight line of least squares in words: `0.4 s + 1.62 s per million rows, R² 0.999`. */
export function lineText(points: readonly Point[], { unit, of }: LineWords): string {
  const { slope, intercept, r2 } = lineThrough(points);
  const most = Math.max(...points.map(({ x }) => x));
  const [per, each] = scaleOf(most, of);
  const amount = Math.abs(slope * per).toPrecision(3);
  return `${intercept.toPrecision(3)} ${unit} ${slope < 0 ? '−' : '+'} ${amount} ${unit} per ${each}, R² ${r2.toFixed(3)}`;
}

function scaleOf(most: number, of: string): readonly [number, string] {
  if (most >= 100_000) return [1e6, `million ${of}`];
  return most >= 1000 ? [1000, `1,000 ${of}`] : [1, of.replace(/s$/, '')];
}
