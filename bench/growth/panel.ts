import type { Spread } from '../bench.ts';
import { lineThrough } from './line.ts';
import { lineText } from './line-text.ts';
import { niceTicks, shortNumber } from './nice-ticks.ts';

/** A diagram and where it is drawn, in pixels. */
export type Panel = {
  readonly title: string;
  readonly xTitle: string;
  readonly unit: string;
  readonly box: { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
  readonly points: readonly ({ readonly x: number } & Spread)[];
};

/** Room around the diagram for its words. */
const ROOM = { words: 20, left: 46, right: 16, top: 40, bottom: 42 };

/** The elements of a diagram; both axes begin at 0. */
export function panel({ title, xTitle, unit, box, points }: Panel): string {
  const medians = points.map(({ x, median }) => ({ x, y: median }));
  const line = lineThrough(medians);
  const xTicks = niceTicks(Math.max(...points.map(({ x }) => x)), 4);
  const yTicks = niceTicks(Math.max(...points.map(({ max }) => max)), 5);
  const [xMost, yMost] = [xTicks.at(-1) ?? 1, yTicks.at(-1) ?? 1];
  const [left, right] = [box.left + ROOM.left, box.left + box.width - ROOM.right];
  const [top, bottom] = [box.top + ROOM.top, box.top + box.height - ROOM.bottom];
  const xAt = (x: number): string => (left + (x / xMost) * (right - left)).toFixed(1);
  const yAt = (y: number): string => (bottom - (Math.max(0, y) / yMost) * (bottom - top)).toFixed(1);
  const last = Math.max(...points.map(({ x }) => x));
  return [
    `<text x="${box.left + ROOM.words}" y="${box.top + 12}">${title}</text>`,
    `<text class="quiet" x="${box.left + ROOM.words}" y="${box.top + 28}">${lineText(medians, { unit, of: xTitle })}</text>`,
    ...yTicks.map((y) => `<path class="grid" d="M${left} ${yAt(y)}H${right}"/>`),
    ...yTicks.map((y) => label(left - 6, Number(yAt(y)) + 4, shortNumber(y), 'end')),
    `<path class="axis" d="M${left} ${bottom}H${right}"/>`,
    ...xTicks.map((x) => label(Number(xAt(x)), bottom + 16, shortNumber(x), 'middle')),
    label((left + right) / 2, bottom + 34, xTitle, 'middle'),
    `<path class="line" d="M${xAt(0)} ${yAt(line.intercept)}L${xAt(last)} ${yAt(line.intercept + line.slope * last)}"/>`,
    ...points.map(({ x, min, max }) => `<path class="bar" d="M${xAt(x)} ${yAt(min)}V${yAt(max)}"/>`),
    ...points.map(({ x, median }) => `<circle class="point" cx="${xAt(x)}" cy="${yAt(median)}" r="3.5"/>`),
  ].join('\n');
}

function label(x: number, y: number, text: string, anchor: string): string {
  return `<text class="quiet" x="${x}" y="${y}" text-anchor="${anchor}">${text}</text>`;
}
