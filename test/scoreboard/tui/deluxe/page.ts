import { counterRow, namedCounters } from '../../../../src/domain/counters.ts';
import type { PageBoard, UserPage } from '../../../../src/scoreboard/leaderboards/user-page.ts';
import { DELUXE_BACKEND } from '../../../../src/scoreboard/tui/deluxe/deluxe-backend.ts';
import type { DeluxeState } from '../../../../src/scoreboard/tui/deluxe/deluxe-state.ts';
import { lineText, type Screen } from '../../../../src/scoreboard/tui/screen.ts';
import type { TuiState } from '../../../../src/scoreboard/tui/tui-state.ts';
import { ASOF } from '../state.ts';

/** CPU hours by cluster and month: `{ bell: { '2026-08': 12 } }`. */
export type GivenMonths = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** A page's months from CPU hours. */
function monthsOf(given: GivenMonths): UserPage['months'] {
  return Object.fromEntries(
    Object.entries(given).map(([cluster, hours]) => [
      cluster,
      Object.fromEntries(
        Object.entries(hours).map(([month, one]) => [month, namedCounters(counterRow({ cpu_seconds: one * 3600 }))]),
      ),
    ]),
  );
}

/** A page of ann's, of the clusters bell and hammer. */
export function pageOf({ boards = [], months = {} }: { boards?: PageBoard[]; months?: GivenMonths }): UserPage {
  return {
    schema_version: 1,
    kind: 'user-page',
    asof: ASOF,
    user: 'ann',
    clusters: ['bell', 'hammer'].map((name) => ({ name, asof: ASOF, stale: false })),
    boards,
    months: monthsOf(months),
    problems: [],
  };
}

/** The deluxe backend's state with a person's page open. */
export function openPage(state: TuiState, page: UserPage | null, top = 0): DeluxeState {
  const user = page?.user ?? 'ann';
  return { ...DELUXE_BACKEND.start(state), page: { kind: 'user', user, page, problem: null, top } };
}

/** A screen's lines without blanks at the end. */
export function screenTexts(screen: Screen): string[] {
  return screen.map((line) => lineText(line).trimEnd());
}
