/** How many colours a terminal has; `none`: only weights and inverse. */
export type ColourDepth = 'none' | '16' | '256' | '16m';

/** What tells it: the environment, and whether `--no-color` was given. */
export type ColourHints = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly noColor: boolean;
};

/** Terminals of one colour, by the names of terminfo. */
const ONE_COLOUR = /^(dumb|vt\d+.*|.*-m|.*-mono)$/;

/**
 * The colours that may be used: none where NO_COLOR is set and not empty (no-color.org) or TERM is empty or names a
 * terminal of one colour, else as COLORTERM and TERM say, 16 when they do not.
 */
export function colourDepth({ env, noColor }: ColourHints): ColourDepth {
  const term = env.TERM ?? '';
  if (noColor || (env.NO_COLOR ?? '') !== '' || term === '' || ONE_COLOUR.test(term)) return 'none';
  if (/^(truecolor|24bit)$/i.test(env.COLORTERM ?? '') || /-(direct|truecolor)$/.test(term)) return '16m';
  return /-256(color)?$/.test(term) ? '256' : '16';
}
