import type { TuiBackend } from './tui-backend.ts';
import { update } from './update.ts';
import { view } from './view.ts';

/** The usual way to show the board: keys alone, nothing moves by itself. */
export const INK_BACKEND: TuiBackend = {
  start: (first) => first,
  update,
  view,
  wantsMouse: false,
  frameMs: () => null,
};
