import { cellWidth } from './cell-width.ts';
import { fitCell } from './fit-cell.ts';
import { glyphsOf } from './glyphs.ts';
import { type Piece, placedLine } from './placed-line.ts';
import type { Line, Span } from './screen.ts';
import type { BorderName } from './theme.ts';
import type { TuiState } from './tui-state.ts';

/** What a frame depends on. */
type Framed = Pick<TuiState, 'fixed' | 'size' | 'theme'>;

/** The texts in a line of the frame; the right one goes when both do not fit. */
export type FrameTexts = { readonly left: Span; readonly right?: Span };

/** How a line within the frame looks; `isThumb`: its right side is the handle of the scroll bar. */
export type Inside = { readonly isSelected?: boolean; readonly isThumb?: boolean };

/** Characters of the upper line, the lower line and the sides. */
type Border = { readonly top: string; readonly bottom: string; readonly side: string };

const UNICODE: Readonly<Record<BorderName, Border>> = {
  double: { top: '╔═╗', bottom: '╚═╝', side: '║' },
  single: { top: '╭─╮', bottom: '╰─╯', side: '│' },
  none: { top: '   ', bottom: '   ', side: ' ' },
};

const ASCII: Readonly<Record<BorderName, Border>> = {
  double: { top: '+=+', bottom: '+=+', side: '|' },
  single: { top: '+-+', bottom: '+-+', side: '|' },
  none: UNICODE.none,
};

/** Columns that corners and the line beside a text take: two on each side. */
const EDGES = 4;

/** The frame's upper or lower line with its texts. */
export function frameLine(state: Framed, edge: 'top' | 'bottom', texts: FrameTexts): Line {
  const [first = '', across = '', last = ''] = borderOf(state)[edge];
  const { columns } = state.size;
  const left = label(texts.left, columns - EDGES, glyphsOf(state).cut);
  const leftWidth = cellWidth(left.text);
  const wanted = label(texts.right ?? { text: '', role: 'border' }, columns, '');
  const right = leftWidth + cellWidth(wanted.text) + EDGES < columns ? wanted : { text: '', role: wanted.role };
  const gap = Math.max(0, columns - EDGES - leftWidth - cellWidth(right.text));
  const pieces = [
    { text: first + across, role: 'border' } as const,
    left,
    { text: across.repeat(gap), role: 'border' } as const,
    right,
    { text: across + last, role: 'border' } as const,
  ];
  return { spans: pieces.filter(({ text }) => text !== '') };
}

/** A line between the frame's sides; its pieces keep clear of the first and the last column. */
export function framedLine(state: Framed, pieces: readonly Piece[], inside: Inside = {}): Line {
  const { side } = borderOf(state);
  const right: Span = { text: inside.isThumb ? glyphsOf(state).scroll : side, role: 'border' };
  const ends = [{ x: 0, text: side, role: 'border' } as const, { x: state.size.columns - 1, ...right }] as const;
  return placedLine([ends[0], ...pieces, ends[1]], inside.isSelected);
}

function label({ text, role }: Span, width: number, cut: string): Span {
  return { text: text === '' ? '' : ` ${fitCell(text, width - 2, cut)} `, role };
}

function borderOf({ fixed, theme }: Framed): Border {
  return (fixed.unicode ? UNICODE : ASCII)[theme.border];
}
