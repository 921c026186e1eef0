import type { Terminal } from './terminal.ts';

/** Colours and weights that texts may have; none carries a meaning of its own. */
export type Paint = 'bold' | 'dim' | 'green' | 'red' | 'yellow';

/** How texts may look where they are printed. */
export type TextStyle = {
  /** Whether arrows and blocks come out; otherwise only ASCII. */
  readonly unicode: boolean;
  readonly paint: (text: string, paint: Paint) => string;
  /** Columns that lines may fill; Infinity where nobody looks at a screen. */
  readonly width: number;
};

const CODES: Record<Paint, readonly [number, number]> = {
  bold: [1, 22],
  dim: [2, 22],
  green: [32, 39],
  red: [31, 39],
  yellow: [33, 39],
};

/**
 * The style for stdout. Colours only on a terminal that has a name and is not dumb, and not where NO_COLOR is set (no-color.org).
 * Unicode where the locale's character set is UTF-8 (locale(7): LC_ALL, then LC_CTYPE, then LANG).
 */
export function textStyle({ outIsTty, columns, env }: Pick<Terminal, 'outIsTty' | 'columns' | 'env'>): TextStyle {
  const hasColours = outIsTty && !env.NO_COLOR && (env.TERM ?? '') !== '' && env.TERM !== 'dumb';
  return {
    unicode: /utf-?8/i.test(env.LC_ALL || env.LC_CTYPE || env.LANG || ''),
    paint: (text, paint) => (hasColours && text !== '' ? coloured(text, CODES[paint]) : text),
    width: outIsTty ? columns : Number.POSITIVE_INFINITY,
  };
}

function coloured(text: string, [on, off]: readonly [number, number]): string {
  return `\u001b[${on}m${text}\u001b[${off}m`;
}
