import { cellWidth } from './cell-width.ts';
import { fitCell } from './fit-cell.ts';
import { glyphsOf } from './glyphs.ts';
import { LEAST_SIZE, plainLine, type Screen } from './screen.ts';
import type { TuiState } from './tui-state.ts';

/** What a terminal shows that is too small for a board, down to one character. */
export function tooSmallView(state: TuiState): Screen {
  const { columns, rows } = state.size;
  const least = `${LEAST_SIZE.columns} x ${LEAST_SIZE.rows}`;
  const texts = [
    `slurm-sb-tui needs ${least}, this is ${columns} x ${rows}`,
    `needs ${least}`,
    least.replaceAll(' ', ''),
  ];
  const text = texts.find((one) => cellWidth(one) <= columns) ?? fitCell(texts[2]!, columns, glyphsOf(state).cut);
  return Array.from({ length: Math.max(0, rows - 1) }, (_, index) =>
    index === 0 ? plainLine(text, 'warning') : { spans: [] },
  );
}
