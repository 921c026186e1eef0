import type { BoardPlace } from '../leaderboards/board-path.ts';
import type { BoardReading } from '../leaderboards/read-board.ts';
import type { UserPage } from '../leaderboards/user-page.ts';
import type { Size } from './screen.ts';

/** Keys that have no character of their own. */
export type NamedKey =
  | 'up'
  | 'down'
  | 'left'
  | 'right'
  | 'page-up'
  | 'page-down'
  | 'home'
  | 'end'
  | 'enter'
  | 'escape'
  | 'tab'
  | 'shift-tab'
  | 'backspace'
  | 'ctrl-c'
  | 'ctrl-l'
  | 'ctrl-u'
  | 'ctrl-z';

/** Which board, without its root. */
export type BoardChoice = Omit<BoardPlace, 'root'>;

/** Something that happened; see update. */
export type Message =
  | { readonly kind: 'key'; readonly key: NamedKey }
  /** Printable characters as they were typed or pasted. */
  | { readonly kind: 'text'; readonly text: string }
  /** A mouse event of the deluxe backend; places count from 0, the upper left corner. */
  | { readonly kind: 'mouse'; readonly event: MouseEventName; readonly column: number; readonly row: number }
  | { readonly kind: 'resize'; readonly size: Size }
  /** Epoch seconds, once a second, and milliseconds since the program's start. */
  | { readonly kind: 'tick'; readonly nowSeconds: number; readonly runMs: number }
  /** What was read for a board; `clusters` are those of the root, null when that cannot be read. */
  | {
      readonly kind: 'board';
      readonly choice: BoardChoice;
      readonly reading: BoardReading;
      readonly clusters: readonly string[] | null;
    }
  | { readonly kind: 'user-page'; readonly user: string; readonly reading: UserPageReading }
  /** What became of an effect, for the footer. */
  | { readonly kind: 'notice'; readonly text: string; readonly role: 'notice' | 'warning' | 'error' };

export type MouseEventName = 'click' | 'wheel-up' | 'wheel-down';

/** A person's page, or a sentence that says why there is none. */
export type UserPageReading =
  | { readonly ok: true; readonly page: UserPage }
  | { readonly ok: false; readonly text: string };

/** What the program is to do besides showing the new state. */
export type Effect =
  | { readonly kind: 'quit' }
  /** Ctrl-Z: give the terminal back and stop until `fg`. */
  | { readonly kind: 'suspend' }
  /** Draw everything anew. */
  | { readonly kind: 'redraw' }
  /** Read the state's board, at once. */
  | { readonly kind: 'load-board' }
  | { readonly kind: 'load-user'; readonly user: string }
  /** Write the view to a file in the folder where the program was started; a notice says where. */
  | { readonly kind: 'export'; readonly stem: string; readonly csv: string };

/** A new state and what is to be done. */
export type Step<State> = { readonly state: State; readonly effects: readonly Effect[] };
