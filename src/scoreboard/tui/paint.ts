import { cellWidth } from './cell-width.ts';
import type { ColourDepth } from './colour-depth.ts';
import { roleStyles } from './role-styles.ts';
import type { Line } from './screen.ts';
import { type SgrStyle, sgrChange, UNSTYLED } from './sgr-style.ts';
import type { Theme } from './theme.ts';

/** How lines are painted; `columns`: the terminal's width. */
export type Paint = { readonly theme: Theme; readonly depth: ColourDepth; readonly columns: number };

/**
 * What writes a line as a terminal gets it: with no more SGR sequences than it takes and reset at its end. A selected
 * line, and any before a theme's background, is filled up to the width. Without colours weights and inverse are left,
 * which NO_COLOR allows.
 */
export function linePainter({ theme, depth, columns }: Paint): (line: Line) => string {
  const styleOf = roleStyles(theme, depth);
  const hasGround = theme.background !== null && depth !== 'none';
  return ({ spans, isSelected = false }) => {
    const width = spans.reduce((sum, { text }) => sum + cellWidth(text), 0);
    const rest = isSelected || hasGround ? ' '.repeat(Math.max(0, columns - width)) : '';
    let painted = '';
    let now = UNSTYLED;
    for (const { text, role } of [...spans, { text: rest, role: 'text' } as const]) {
      if (text === '') continue;
      const next = blended(text, now, styleOf(role, isSelected));
      painted += sgrChange(now, next) + text;
      now = next;
    }
    return painted + sgrChange(now, UNSTYLED);
  };
}

/** Blanks show no colour and no weight of their own: those stay as they are. */
function blended(text: string, now: SgrStyle, wanted: SgrStyle): SgrStyle {
  if (!/^ *$/.test(text)) return wanted;
  const { underline, inverse, background, foreground } = wanted;
  // Inverse blanks are of the text's colour.
  return { ...now, underline, inverse, background, foreground: inverse ? foreground : now.foreground };
}
