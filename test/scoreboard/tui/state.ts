import { type Board, type BoardRow, boardRows } from '../../../src/domain/board.ts';
import { findMetric, METRICS } from '../../../src/domain/metrics.ts';
import { competitionRanks } from '../../../src/domain/rank.ts';
import { firstState, type TuiStart } from '../../../src/scoreboard/tui/first-state.ts';
import { remakeRows } from '../../../src/scoreboard/tui/settle.ts';
import { PLAIN_THEME } from '../../../src/scoreboard/tui/theme-plain.ts';
import { THEMES } from '../../../src/scoreboard/tui/themes.ts';
import type { TuiFixed, TuiState } from '../../../src/scoreboard/tui/tui-state.ts';

/** The instant of the boards, and five minutes later, when they are looked at. */
export const ASOF = '2026-09-30T12:00:00Z';
export const NOW_SECONDS = Date.parse('2026-09-30T12:05:00Z') / 1000;

/** A row by hand: ranks follow from the values when they are not given. */
export type GivenRow = { readonly name: string } & Partial<Omit<BoardRow, 'name'>>;

type GivenBoard = Partial<Pick<Board, 'asof' | 'window' | 'cluster' | 'clusters' | 'by'>>;

/** A board of a few rows: all time, ALL, by user, of the two fresh clusters bell and hammer unless said otherwise. */
export function boardOf(rows: readonly GivenRow[], given: GivenBoard = {}): Board {
  const ranks = ranksOf(rows);
  const full = rows.map((row, index) => ({
    name: row.name,
    values: row.values ?? {},
    ranks: row.ranks ?? ranks[index]!,
    moves: row.moves ?? {},
    spark: row.spark ?? [],
  }));
  const shared = {
    schema_version: 1 as const,
    kind: 'board' as const,
    asof: ASOF,
    window: 'alltime' as const,
    cluster: 'ALL',
    clusters: ['bell', 'hammer'].map((name) => ({ name, asof: ASOF, stale: false })),
    ...given,
  };
  return given.by === 'account'
    ? { ...shared, by: 'account', accounts: full.map(({ name, ...rest }) => ({ account: name, ...rest })) }
    : { ...shared, by: 'user', users: full.map(({ name, ...rest }) => ({ user: name, ...rest })) };
}

/** Rows from CPU hours, in any order: `hoursOf({ ann: 300, bob: 20 })`. */
export function hoursOf(hours: Readonly<Record<string, number>>): GivenRow[] {
  return Object.entries(hours).map(([name, clock_hours]) => ({ name, values: { clock_hours } }));
}

type GivenState = Partial<Omit<TuiState, 'fixed' | 'metric' | 'rows' | 'data'>> & {
  readonly fixed?: Partial<TuiFixed>;
  readonly data?: Partial<TuiState['data']>;
  /** The board read; its rows are made from it. Null: none. */
  readonly board?: Board | null;
  /** By name; clock_hours when not given. */
  readonly metric?: string;
};

/**
 * A state after a board was read: 80x24, plain theme, Unicode, nobody's own row, the first row selected. Anything given
 * replaces that; rows, counts and the place of the selection follow from the rest.
 */
export function stateOf({ board = boardOf([]), metric = 'clock_hours', fixed, data, ...given }: GivenState): TuiState {
  const choice = given.choice ?? {
    cluster: board?.cluster ?? 'ALL',
    window: board?.window ?? 'alltime',
    by: board?.by ?? 'user',
  };
  const clusters = given.clusters ?? board?.clusters.map(({ name }) => name) ?? [];
  const start: TuiStart = {
    fixed: {
      ...{ raw: false, unicode: true, own: null, staleAfterSeconds: 7200, themes: THEMES, tip: null, isAnimated: true },
      ...fixed,
    },
    size: { columns: 80, rows: 24 },
    nowSeconds: NOW_SECONDS,
    theme: PLAIN_THEME,
    metric: findMetric(metric)!,
    filter: given.filter ?? '',
    sorting: given.sorting ?? null,
    ...{ choice, clusters },
  };
  const state: TuiState = {
    ...firstState(start),
    ...given,
    data: { board, isLoading: false, problem: null, isMissing: board === null, ...data },
  };
  return remakeRows(state);
}

function ranksOf(rows: readonly GivenRow[]): Record<string, number>[] {
  const ranks: Record<string, number>[] = rows.map(() => ({}));
  for (const { name } of METRICS) {
    const found = competitionRanks(Float64Array.from(rows, ({ values }) => values?.[name] ?? Number.NaN));
    for (const [index, rank] of found.entries()) if (rank > 0) ranks[index]![name] = rank;
  }
  return ranks;
}

/** Names of a state's rows, in order. */
export function namesOf({ rows }: Pick<TuiState, 'rows'>): string[] {
  return rows.map(({ name }) => name);
}

/** A board's row by its name. */
export function rowOf(board: Board, name: string): BoardRow {
  return boardRows(board).find((row) => row.name === name)!;
}
