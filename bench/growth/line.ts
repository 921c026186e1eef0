/** A point of a measurement. */
export type Point = { readonly x: number; readonly y: number };

/** y = intercept + slope x, and the share of the points' variance that it explains, 0 to 1. */
export type Line = { readonly slope: number; readonly intercept: number; readonly r2: number };

/** The straight line of least squares through at least two points of different x. */
export function lineThrough(points: readonly Point[]): Line {
  const mean = (value: (point: Point) => number): number =>
    points.reduce((sum, point) => sum + value(point), 0) / points.length;
  const [x, y] = [mean((point) => point.x), mean((point) => point.y)];
  const [xx, xy, yy] = [
    mean((point) => (point.x - x) ** 2),
    mean((point) => (point.x - x) * (point.y - y)),
    mean((point) => (point.y - y) ** 2),
  ];
  const slope = xy / xx;
  return { slope, intercept: y - slope * x, r2: yy === 0 ? 1 : xy ** 2 / (xx * yy) };
}
