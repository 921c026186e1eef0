import type { ColourDepth } from './colour-depth.ts';
import { linePainter, type Paint } from './paint.ts';
import type { Line, Screen } from './screen.ts';
import type { TuiState } from './tui-state.ts';

/** Paints screens by the theme and the width of their state. */
export function screenPainter(
  depth: ColourDepth,
): (screen: Screen, state: Pick<TuiState, 'theme' | 'size'>) => string[] {
  let made: { readonly paint: Paint; readonly line: (line: Line) => string } | null = null;
  return (screen, { theme, size: { columns } }) => {
    if (made === null || made.paint.theme !== theme || made.paint.columns !== columns) {
      const paint: Paint = { theme, depth, columns };
      made = { paint, line: linePainter(paint) };
    }
    return screen.map(made.line);
  };
}
