import { boardLayout } from '../board-layout.ts';
import type { Message, Step } from '../message.ts';
import type { TuiState } from '../tui-state.ts';
import { update } from '../update.ts';
import { settlePage } from '../update-page.ts';
import type { DeluxeState, Motion } from './deluxe-state.ts';
import { moveOn, startMotion } from './motion.ts';
import { updateMouse } from './update-mouse.ts';

/** The state after a message. A new reading sets rows in motion; time carries them on; whatever the reader does ends it. */
export function updateDeluxe(state: DeluxeState, message: Message): Step<DeluxeState> {
  const { state: next, effects } = message.kind === 'mouse' ? updateMouse(state, message) : update(state, message);
  return { state: { ...settlePage(next), motion: motionAfter(state, message, next) }, effects };
}

function motionAfter(state: DeluxeState, message: Message, next: TuiState): Motion | null {
  const motion = state.motion ?? null;
  switch (message.kind) {
    case 'key':
    case 'text':
    case 'mouse':
    case 'resize':
      return null;
    case 'board':
      return next.data.board === state.data.board ? motion : startMotion(state, next);
    case 'tick':
      return motion !== null && isSameTable(state, next) ? moveOn(motion, message.runMs) : null;
    case 'user-page':
    case 'notice':
      return motion;
    default:
      return message satisfies never;
  }
}

/** Time makes clusters stale, which takes a line from the table. */
function isSameTable(state: TuiState, next: TuiState): boolean {
  return state.top === next.top && boardLayout(state).rowCount === boardLayout(next).rowCount;
}
