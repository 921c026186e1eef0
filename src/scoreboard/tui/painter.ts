import { wholeScreen } from '../../platform/screen-modes.ts';
import type { Size } from './screen.ts';

/** Puts painted lines on the screen. */
export type Painter = {
  /** Shows lines in place of those shown before. */
  readonly draw: (lines: readonly string[]) => void;
  /** Shows lines on a screen whose content nobody knows, or whose size is another. */
  readonly redraw: (lines: readonly string[], size: Size) => void;
  readonly end: () => void;
};

/** Where a painter draws, and whom it tells what went wrong. */
export type Canvas = {
  readonly size: Size;
  /** Writes to the terminal. */
  readonly write: (text: string) => void;
  readonly onError: (error: unknown) => void;
};

/** Makes a painter. */
export type MakePainter = (canvas: Canvas) => Painter;

/** Writes every frame whole: for the first ones, until Ink is loaded. */
export const wholePainter: MakePainter = ({ write }) => {
  const draw = (lines: readonly string[]): void => write(wholeScreen(lines.map((line) => `${line}\n`).join('')));
  return { draw, redraw: draw, end: () => undefined };
};
