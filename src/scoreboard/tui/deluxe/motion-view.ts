import { boardLayout } from '../board-layout.ts';
import { glyphsOf } from '../glyphs.ts';
import { rowLine } from '../row-line.ts';
import type { Line, Role, Screen, Span } from '../screen.ts';
import type { TuiState } from '../tui-state.ts';
import { view } from '../view.ts';
import type { Motion, Track, Turn } from './deluxe-state.ts';
import { movingTracks } from './motion.ts';

/** Looks of a row that keep their meaning while it moves. */
const KEPT: readonly Role[] = ['border', 'bar', 'track', 'key'];

/** The board with its rows on their way: those that gain or lose a rank have its look and a mark at the left. */
export function motionView(state: TuiState, motion: Motion): Screen {
  const { firstRow, rowCount, columns } = boardLayout(state);
  const tracks = movingTracks(motion, rowCount);
  return view(state).map((line, row) => {
    const track = tracks[row - firstRow];
    if (track === undefined) return line;
    const isSelected = track.row.name === state.selected;
    return marked(rowLine(state, track.row, { columns, isSelected, isThumb: false }), { state, track, still: line });
  });
}

type Marking = { readonly state: TuiState; readonly track: Track; readonly still: Line };

/** The frame's left side, the mark, the row as it is from column 2 on, and what the line has at its right side. */
function marked({ spans, ...line }: Line, { state, track, still }: Marking): Line {
  const right = still.spans.at(-1)!;
  if (track.turn === null) return { ...line, spans: [...spans.slice(0, -1), right] };
  const role: Role = track.turn;
  const [left, second, ...rest] = spans as [Span, Span, ...Span[]];
  const looked = [{ ...second, text: second.text.slice(1) }, ...rest.slice(0, -1)]
    .filter(({ text }) => text !== '')
    .map((span): Span => (KEPT.includes(span.role) ? span : { ...span, role }));
  return { ...line, spans: [left, { text: markOf(track.turn, state), role }, ...looked, right] };
}

function markOf(turn: Turn, state: TuiState): string {
  const { ascending, descending } = glyphsOf(state);
  if (turn === 'fresh') return '+';
  return turn === 'up' ? ascending : descending;
}
