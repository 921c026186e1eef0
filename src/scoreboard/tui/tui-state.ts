import type { Board, BoardRow } from '../../domain/board.ts';
import type { Metric } from '../../domain/metrics.ts';
import type { UserPage } from '../leaderboards/user-page.ts';
import type { BoardChoice } from './message.ts';
import type { Line, Size } from './screen.ts';
import type { Theme } from './theme.ts';

/** A column of the board: one of its own, or a metric by name. */
export type ColumnId = 'rank' | 'move' | 'name' | 'value' | 'change' | 'spark' | (string & {});

/** The order of rows; `isDescending`: greatest first. */
export type Sorting = { readonly column: ColumnId; readonly isDescending: boolean };

/** What was read last. A reading that went wrong later leaves the rows and sets `problem`. */
export type BoardData = {
  /** Null: nothing was read yet, or there is nothing to read. */
  readonly board: Board | null;
  readonly isLoading: boolean;
  /** A sentence for the footer; null when all is well. */
  readonly problem: string | null;
  /** There is no board yet, which is no fault. */
  readonly isMissing: boolean;
};

/** A line that is being typed in the footer. */
export type Prompt = {
  readonly kind: 'filter' | 'search';
  readonly text: string;
  /** The text and the selection that Escape brings back. */
  readonly before: string;
  readonly selectedBefore: string | null;
};

/** The board itself. */
export type BoardPage = { readonly kind: 'board' };

/** One person's page. */
export type PersonPage = {
  readonly kind: 'user';
  readonly user: string;
  readonly page: UserPage | null;
  /** Why there is no page; null when there is one or it is being read. */
  readonly problem: string | null;
  /** First line that shows. */
  readonly top: number;
};

/** The help, over what was open before. */
export type HelpPage = { readonly kind: 'help'; readonly top: number; readonly under: BoardPage | PersonPage };

/** What fills the screen. */
export type Page = BoardPage | PersonPage | HelpPage;

/** A line in the footer until `untilSeconds`; null: until the next key. */
export type Notice = {
  readonly text: string;
  readonly role: 'notice' | 'warning' | 'error';
  readonly untilSeconds: number | null;
};

/** What never changes while the program runs. */
export type TuiFixed = {
  /** Exact numbers (spec U6). */
  readonly raw: boolean;
  /** Whether blocks, arrows and borders come out; otherwise only ASCII. */
  readonly unicode: boolean;
  /** The reader's own name, null when unknown. */
  readonly own: string | null;
  readonly staleAfterSeconds: number;
  readonly themes: readonly Theme[];
  /** A line that the footer shows while there is nothing more important; null for none. */
  readonly tip: string | null;
  /** Whether rows may be seen moving to their new places. */
  readonly isAnimated: boolean;
  /** How a backend of its own kind shows a person; absent: userLines. */
  readonly personView?: PersonView;
  /** What the mouse does, for the help; absent: nothing. */
  readonly mouseHelp?: readonly (readonly [term: string, meaning: string])[];
};

/** How a person's page is made. */
export type PersonView = {
  /** How many lines `head` has. */
  readonly headLines: number;
  /** Lines that stay above while the others, which are given, scroll. */
  readonly head: (state: TuiState, person: PersonPage, lines: readonly Line[]) => readonly Line[];
  readonly lines: (state: TuiState, person: PersonPage) => readonly Line[];
};

/** All that the screen is made from. */
export type TuiState = {
  readonly fixed: TuiFixed;
  readonly size: Size;
  readonly nowSeconds: number;
  readonly theme: Theme;
  readonly choice: BoardChoice;
  readonly metric: Metric;
  /** Clusters of the root, without ALL. */
  readonly clusters: readonly string[];
  readonly sorting: Sorting;
  /** The column that Tab moves; `s` sorts by it. */
  readonly focus: ColumnId;
  /** See namePattern; empty for none. */
  readonly filter: string;
  /** A text to find in names; empty for none. */
  readonly search: string;
  readonly prompt: Prompt | null;
  readonly data: BoardData;
  /** The board's rows that have a rank in the metric and fit the filter, in order. */
  readonly rows: readonly BoardRow[];
  /** How many rows have a rank in the metric, whatever the filter leaves. */
  readonly rankedCount: number;
  /** Greatest value of the metric, for bars; 0 when there is none. */
  readonly topValue: number;
  /** Name of the selected row; null when there are no rows. */
  readonly selected: string | null;
  /** Index of the selected row in `rows`; 0 when there are none. */
  readonly selectedIndex: number;
  /** Index of the first row that shows. */
  readonly top: number;
  /** The reader's own row stays in sight. */
  readonly isPinned: boolean;
  readonly page: Page;
  readonly notice: Notice | null;
};
