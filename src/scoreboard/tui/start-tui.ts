import type { Metric } from '../../domain/metrics.ts';
import { parseUserName } from '../../domain/user-name.ts';
import { type Clock, nowSeconds } from '../../platform/clock.ts';
import { fileStamp } from '../../platform/file-stamp.ts';
import type { OpenScreen } from '../../platform/open-screen.ts';
import type { OptionalModule } from '../../platform/optional-module.ts';
import type { RunProcess } from '../../platform/run-process.ts';
import type { Terminal } from '../../platform/terminal.ts';
import { textStyle } from '../../platform/text-style.ts';
import { type BoardPlace, boardPath } from '../leaderboards/board-path.ts';
import { listClusters } from '../leaderboards/list-clusters.ts';
import { type ReaderParts, readShownBoard } from '../leaderboards/shown-board.ts';
import { ownNameOnBoards } from '../privacy/person-on-boards.ts';
import { optOutFolder, optOutList } from '../privacy/privacy-paths.ts';
import { firstSorting } from './board-rows.ts';
import { colourDepth } from './colour-depth.ts';
import type { DeluxeState } from './deluxe/deluxe-state.ts';
import { firstState } from './first-state.ts';
import { INK_BACKEND } from './ink-backend.ts';
import type { BoardChoice } from './message.ts';
import { performOutside } from './perform-outside.ts';
import { plainReason, printBoard } from './print-board.ts';
import { runTui } from './run-tui.ts';
import { screenPainter } from './screen-painter.ts';
import { type ThemeChoice, themeChoice } from './theme-choice.ts';
import type { TuiBackend } from './tui-backend.ts';
import type { ColumnId, TuiState } from './tui-state.ts';
import { wantsMotion } from './wants-motion.ts';

/** The viewer's surroundings. */
export type ViewerParts = {
  readonly terminal: Terminal;
  readonly clock: Clock;
  readonly currentUser: () => string | null;
  /** Asks the system who has opted out by a file. */
  readonly run: RunProcess;
  readonly openScreen: OpenScreen;
  readonly inputIsTerminal: boolean;
  readonly deluxe: OptionalModule<{ readonly DELUXE_BACKEND: TuiBackend<DeluxeState> }>;
};

/** What the reader wants to see. */
export type TuiWishes = {
  readonly root: string;
  readonly staleAfterSeconds: number;
  /** Whether people are shown by pseudonyms. */
  readonly pseudonyms: boolean;
  readonly backend: 'ink' | 'ansi' | 'deluxe';
  readonly choice: BoardChoice;
  readonly clusters: readonly string[];
  readonly metric: Metric;
  readonly filter: string;
  /** Null: by rank; a null direction is the column's usual one. */
  readonly sorting: { readonly column: ColumnId; readonly direction: 'asc' | 'desc' | null } | null;
  /** Null: the root's own theme where there is one, else the usual one. */
  readonly theme: string | null;
  readonly noColor: boolean;
  readonly isAnimated: boolean;
  readonly raw: boolean;
  readonly refreshMs: number;
};

const DELUXE_TIP = 'for mouse and charts install the deluxe view: slurm-sb deploy';
const NO_DELUXE = 'the deluxe view is not installed here: slurm-sb deploy brings it; this is the usual one';

/**
 * Shows the board until the reader quits; where no screen can be had, or none is wanted, prints it. Throws KnownError:
 * exit 2 for a theme that there is not, 1 where there is nothing to print.
 */
export async function startTui(parts: ViewerParts, wishes: TuiWishes): Promise<void> {
  const { terminal, deluxe } = parts;
  const theme = await themeChoice(wishes.root, wishes.theme);
  const first = startState(parts, { wishes, theme, own: await ownName(parts, wishes) });
  const reason = plainReason(parts, wishes.backend);
  if (reason !== null) {
    if (reason !== '') terminal.err(`slurm-sb-tui: ${reason}\n`);
    return printBoard(parts, { ...wishes, reader: readerOf(parts, wishes) }, first);
  }
  if (wishes.backend !== 'deluxe') return show(parts, wishes, { backend: INK_BACKEND, first });
  if (deluxe.isThere()) return show(parts, wishes, { backend: (await deluxe.load()).DELUXE_BACKEND, first });
  const notice = { text: NO_DELUXE, role: 'warning', untilSeconds: null } as const;
  return show(parts, wishes, { backend: INK_BACKEND, first: { ...first, notice } });
}

type Start<State extends TuiState> = { readonly backend: TuiBackend<State>; readonly first: TuiState };

function show<State extends TuiState>(
  parts: ViewerParts,
  wishes: TuiWishes,
  { backend, first }: Start<State>,
): Promise<void> {
  const { terminal, clock, openScreen } = parts;
  const { root, noColor, refreshMs } = wishes;
  const reader = readerOf(parts, wishes);
  return runTui({
    clock,
    openScreen,
    backend,
    first,
    paint: screenPainter(colourDepth({ env: terminal.env, noColor })),
    loadPainter: async () => (await import('./ink-painter.tsx')).inkPainter,
    files: { root, readBoard: (place) => readShownBoard(reader, place), listClusters, boardStamp },
    perform: performOutside({ root, own: first.fixed.own, reader }),
    refreshMs,
  });
}

function readerOf({ run, terminal }: ViewerParts, { pseudonyms }: TuiWishes): ReaderParts {
  return { asking: { run, env: terminal.env }, pseudonyms };
}

/** Another one when the board has changed, or somebody has opted out or in. */
async function boardStamp(place: BoardPlace): Promise<string> {
  const paths = [boardPath(place), optOutList(place.root), optOutFolder(place.root)];
  return (await Promise.all(paths.map(fileStamp))).join('\n');
}

function ownName({ currentUser }: ViewerParts, { pseudonyms, root }: TuiWishes): Promise<string | null> {
  const name = currentUser();
  return ownNameOnBoards(pseudonyms, { root, user: name === null ? null : parseUserName(name) });
}

type Beginning = { readonly wishes: TuiWishes; readonly theme: ThemeChoice; readonly own: string | null };

function startState(
  { terminal, clock, deluxe }: ViewerParts,
  { wishes, theme: { themes, theme, problem }, own }: Beginning,
): TuiState {
  const { choice, clusters, metric, filter, raw, staleAfterSeconds, isAnimated } = wishes;
  const state = firstState({
    fixed: {
      raw,
      unicode: textStyle(terminal).unicode,
      own,
      staleAfterSeconds,
      themes,
      tip: deluxe.isThere() ? null : DELUXE_TIP,
      isAnimated: wantsMotion({ env: terminal.env, isAnimated }),
    },
    size: { columns: terminal.columns, rows: 24 },
    nowSeconds: nowSeconds(clock),
    theme,
    choice,
    metric,
    clusters,
    filter,
    sorting: startSorting(wishes),
  });
  return problem === null ? state : { ...state, notice: { text: problem, role: 'warning', untilSeconds: null } };
}

function startSorting({ sorting }: TuiWishes): TuiState['sorting'] {
  const usual = firstSorting(sorting?.column ?? 'rank');
  const direction = sorting?.direction ?? null;
  return direction === null ? usual : { ...usual, isDescending: direction === 'desc' };
}
