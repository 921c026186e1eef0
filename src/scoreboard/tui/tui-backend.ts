import type { Message, Step } from './message.ts';
import type { Screen } from './screen.ts';
import type { TuiState } from './tui-state.ts';

/** A way to show and to work the board; it may know more than the board's own state. */
export type TuiBackend<State extends TuiState = TuiState> = {
  /** The backend's state at the start. */
  readonly start: (first: TuiState) => State;
  /** Pure. */
  readonly update: (state: State, message: Message) => Step<State>;
  /** Pure; at most one line less than the terminal has rows. */
  readonly view: (state: State) => Screen;
  /** Whether clicks and the wheel are to be reported. */
  readonly wantsMouse: boolean;
  /** Milliseconds until the next tick while something moves; null: the ticks of every second will do. */
  readonly frameMs: (state: State) => number | null;
};
