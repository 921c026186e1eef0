import type { Piece } from '../placed-line.ts';
import type { Role } from '../screen.ts';

/** Room of a chart that is drawn character by character; each is one column wide. */
export type ChartGrid = {
  /** Writes a text from a place on to the right; what lies outside is left out. Later texts cover earlier ones. */
  readonly put: (place: GridPlace, text: string, role: Role) => void;
  /** The pieces of each line. */
  readonly lines: () => Piece[][];
};

/** Column and line, both from 0 on. */
export type GridPlace = { readonly x: number; readonly y: number };

type Cell = { readonly text: string; readonly role: Role };

/** An empty grid of so many columns and lines. */
export function chartGrid(columns: number, lineCount: number): ChartGrid {
  const cells: (Cell | null)[][] = Array.from({ length: lineCount }, () => new Array<Cell | null>(columns).fill(null));
  return {
    put: ({ x, y }, text, role) => {
      for (const [offset, char] of [...text].entries()) {
        const line = cells[y];
        if (line !== undefined && x + offset >= 0 && x + offset < columns) line[x + offset] = { text: char, role };
      }
    },
    lines: () => cells.map(piecesOf),
  };
}

function piecesOf(cells: readonly (Cell | null)[]): Piece[] {
  const pieces: Piece[] = [];
  for (const [x, cell] of cells.entries()) {
    const last = pieces.at(-1);
    if (cell === null) continue;
    if (last !== undefined && last.role === cell.role && last.x + last.text.length === x) {
      pieces[pieces.length - 1] = { ...last, text: last.text + cell.text };
    } else pieces.push({ x, ...cell });
  }
  return pieces;
}
