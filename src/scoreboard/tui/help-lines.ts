import { fitCell } from './fit-cell.ts';
import { glyphsOf } from './glyphs.ts';
import { type HelpSection, keySection, meaningSections } from './help-entries.ts';
import { pageWidth } from './page-width.ts';
import { type Piece, placedLine } from './placed-line.ts';
import type { Line } from './screen.ts';
import type { TuiState } from './tui-state.ts';
import { wrappedWords } from './wrapped-words.ts';

/** Column where meanings begin. */
const MEANING_X = 15;

/** Least columns of a half for two halves side by side, and the blanks between them. */
const LEAST_HALF = 56;
const GAP = 4;

/** Pieces of each line. */
type Pieces = readonly (readonly Piece[])[];

/** The help: keys, and beside or below them columns, marks and themes. */
export function helpLines(state: TuiState): Line[] {
  const width = pageWidth(state);
  const half = Math.floor((width - GAP) / 2);
  const { cut } = glyphsOf(state);
  const lines = (sections: readonly HelpSection[], room: number): Pieces =>
    sections.flatMap((section, index) => [...(index > 0 ? [[]] : []), ...sectionPieces(section, room, cut)]);
  const keys = keySection(state);
  const meanings = meaningSections(state);
  if (half < LEAST_HALF) return lines([keys, ...meanings], width).map((pieces) => placedLine(pieces));
  return besides(lines([keys], half), lines(meanings, half), half + GAP).map((pieces) => placedLine(pieces));
}

function sectionPieces({ title, role, entries }: HelpSection, width: number, cut: string): Pieces {
  const rows = entries.flatMap(([term, meaning]) =>
    wrappedWords(meaning, Math.max(1, width - MEANING_X), cut).map((text, index): Piece[] => [
      ...(index === 0 ? [{ x: 0, text: fitCell(term, MEANING_X - 1, cut), role }] : []),
      { x: MEANING_X, text, role: 'text' },
    ]),
  );
  return [[{ x: 0, text: title, role: 'title' }], ...rows];
}

function besides(left: Pieces, right: Pieces, x: number): Pieces {
  return Array.from({ length: Math.max(left.length, right.length) }, (_, index) => [
    ...(left[index] ?? []),
    ...(right[index] ?? []).map((piece) => ({ ...piece, x: piece.x + x })),
  ]);
}
