import { fitText } from '../../platform/fit-text.ts';
import { cellWidth } from './cell-width.ts';
import { fitCell } from './fit-cell.ts';
import { type Glyphs, glyphsOf } from './glyphs.ts';
import { joinedPieces } from './joined-pieces.ts';
import { placedLine } from './placed-line.ts';
import type { Line, Span } from './screen.ts';
import { shownText } from './shown-text.ts';
import type { Prompt, TuiState } from './tui-state.ts';

/** Column of the first character below the frame, and what the line leaves free. */
const MARGIN = 1;

/** Below the frame: the prompt, else what happened, else what is wrong, else a tip. */
export function noticeLine(state: TuiState): Line {
  const { prompt, size } = state;
  const room = size.columns - 2 * MARGIN;
  if (prompt !== null && state.page.kind === 'board') return indented(promptSpans(state, prompt, room));
  const glyphs = glyphsOf(state);
  const said = saidSpan(state, glyphs);
  return said === null ? { spans: [] } : indented([{ ...said, text: fitCell(said.text, room, glyphs.cut) }]);
}

function indented(spans: readonly Span[]): Line {
  return placedLine(joinedPieces(MARGIN, spans));
}

function saidSpan({ notice, data, fixed }: TuiState, glyphs: Glyphs): Span | null {
  const shown = (text: string): string => shownText(text, fixed.unicode);
  if (notice !== null) return { text: `${glyphs[notice.role]} ${shown(notice.text)}`, role: notice.role };
  if (data.problem !== null && !data.isMissing)
    return { text: `${glyphs.error} ${shown(data.problem)}`, role: 'error' };
  return fixed.tip === null ? null : { text: shown(fixed.tip), role: 'dim' };
}

/** The end of a long text shows: there is the cursor. */
function promptSpans(state: TuiState, { kind, text }: Prompt, room: number): Span[] {
  const { cursor, cut } = glyphsOf(state);
  const before = `${kind}: `;
  const typed = fitEnd(shownText(text, state.fixed.unicode), room - before.length - cursor.length, cut);
  const hint = '   Enter keeps it, Esc takes it back';
  const width = before.length + cellWidth(typed) + cursor.length;
  return [
    { text: before, role: 'key' },
    { text: typed, role: 'text' },
    { text: cursor, role: 'key' },
    ...(width + hint.length <= room ? [{ text: hint, role: 'dim' } as const] : []),
  ];
}

function fitEnd(text: string, width: number, mark: string): string {
  if (cellWidth(text) <= width) return text;
  const turned = (one: string): string =>
    [...new Intl.Segmenter('en').segment(one)]
      .map(({ segment }) => segment)
      .reverse()
      .join('');
  return turned(fitText(turned(text), width, mark));
}
