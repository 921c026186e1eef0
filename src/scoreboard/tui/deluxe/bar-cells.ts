/** One character of a vertical bar and the part it belongs to. */
export type BarCell = { readonly text: string; readonly part: number };

/** Fills of the parts, which differ without colours too. */
export const FILLS = { unicode: ['█', '▒', '▚', '░', '▓'], ascii: ['#', '=', ':', '%', '+'] } as const;

/** Upper ends of a bar, one to seven eighths of a character. */
const EIGHTHS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇'];

/** What a bar is drawn with: the value that is `height` characters high. */
export type BarScale = { readonly top: number; readonly height: number; readonly unicode: boolean };

/**
 * A bar of parts (values from 0 on), from the bottom up: the last part is the lowest, the first one on top. Above 0 there
 * is something to see. Parts end at whole characters; the top does at eighths of one where it is the first part's and
 * there is Unicode.
 */
export function barCells(values: readonly number[], { top, height, unicode }: BarScale): BarCell[] {
  const fills = unicode ? FILLS.unicode : FILLS.ascii;
  const total = values.reduce((sum, value) => sum + value, 0);
  if (!(total > 0)) return [];
  const cells: BarCell[] = [];
  let sum = 0;
  for (const [part, value] of [...values.entries()].reverse()) {
    sum += value;
    if (value === 0) continue;
    const end = (sum / top) * height;
    if (unicode && part === 0) return [...cells, ...eighthCells(end, cells.length)];
    while (cells.length < Math.round(end)) cells.push({ text: fills[part] ?? '?', part });
  }
  const greatest = values.indexOf(Math.max(...values));
  return cells.length > 0 ? cells : [{ text: fills[greatest] ?? '?', part: greatest }];
}

/** The first part from a whole height on; nothing of it where rounding has gone higher. */
function eighthCells(end: number, from: number): BarCell[] {
  const eighths = Math.round((end - from) * 8);
  if (eighths <= 0) return from > 0 ? [] : [{ text: EIGHTHS[0]!, part: 0 }];
  const rest = EIGHTHS[(eighths % 8) - 1];
  const full = Array.from({ length: Math.floor(eighths / 8) }, () => ({ text: FILLS.unicode[0], part: 0 }));
  return rest === undefined ? full : [...full, { text: rest, part: 0 }];
}
