import { describe, expect, test } from 'vitest';
import type { Counters } from '../../../src/domain/counters.ts';
import type { UserPage } from '../../../src/scoreboard/leaderboards/user-page.ts';
import { KEY_BINDINGS } from '../../../src/scoreboard/tui/key-bindings.ts';
import { pageLines, pageRoom } from '../../../src/scoreboard/tui/page-lines.ts';
import { lineText } from '../../../src/scoreboard/tui/screen.ts';
import { OSRS_THEME } from '../../../src/scoreboard/tui/theme-osrs.ts';
import type { PersonPage, TuiState } from '../../../src/scoreboard/tui/tui-state.ts';
import { shownScreen } from './shown-screen.ts';
import { ASOF, boardOf, stateOf } from './state.ts';

const hours = (cpu: number) => ({ cpu_seconds: cpu * 3600 }) as Counters;

const page: UserPage = {
  schema_version: 1,
  kind: 'user-page',
  asof: ASOF,
  user: 'ann',
  clusters: [{ name: 'bell', asof: ASOF, stale: false }],
  boards: [
    {
      window: 'alltime',
      cluster: 'ALL',
      values: { clock_hours: 1500 },
      ranks: { clock_hours: 2 },
      moves: { clock_hours: { rank: 3, value: 1 } },
    },
    { window: '30d', cluster: 'ALL', values: { clock_hours: 0 }, ranks: {}, moves: {} },
    {
      window: 'alltime',
      cluster: 'bell',
      values: { clock_hours: 1500, jobs: 12 },
      ranks: { clock_hours: 1 },
      moves: {},
    },
    { window: '365d', cluster: 'bell', values: { clock_hours: 1000 }, ranks: {}, moves: {} },
  ],
  months: { bell: { '2026-06': hours(1000), '2026-08': hours(500) } },
  problems: [],
};

const opened = (given: Partial<PersonPage> = {}): PersonPage => ({
  ...{ kind: 'user', user: 'ann', page, problem: null, top: 0 },
  ...given,
});
const linesOf = (state: TuiState): string[] => pageLines(state).map((line) => lineText(line).trimEnd());

describe('U3 a person’s page', () => {
  test('has every metric in every window, the clusters and the months', () => {
    const lines = linesOf(stateOf({ page: opened(), size: { columns: 104, rows: 50 } }));
    expect(lines.slice(0, 6)).toEqual([
      '1 cluster, 5 min old',
      '',
      'All clusters',
      'Metric              all time  rank  move  30 days  rank  move  365 days  rank  move',
      'CPU hours            1,500.0     2  ▲3        0.0     -               -     -',
      'Elapsed hours              -     -              -     -               -     -',
    ]);
    const rest = lines.slice(lines.indexOf('By cluster, rank by CPU hours'));
    expect(rest.slice(0, 6)).toEqual([
      'By cluster, rank by CPU hours',
      'Cluster  Window    rank  CPU hours  GPU hours  Jobs  Failure rate  Mean wait  CPU efficiency',
      'bell     all time     1    1,500.0          -    12             -          -               -',
      '         365 days     -    1,000.0          -     -             -          -               -',
      '',
      'CPU hours by month',
    ]);
    // 104 columns less 4 for the frame and 23 before the bars leave 77.
    expect(rest.slice(6)).toEqual([
      `2026-06       1,000.0  ${'━'.repeat(77)}`,
      '2026-07           0.0',
      `2026-08         500.0  ${'━'.repeat(38)}╸`,
    ]);
  });

  test('fills the screen from the first line that shows', () => {
    const state = stateOf({
      page: opened({ top: 3 }),
      theme: OSRS_THEME,
      size: { columns: 60, rows: 15 },
      fixed: { own: 'ann' },
    });
    const lines = shownScreen(state);
    expect(lines[0]).toBe(`╔═ ♛ ann (you) ${'═'.repeat(32)} 12:05 UTC ═╗`);
    expect(lines[1]).toMatch(/^║ Skill +all time {2}rank {2}30 days {2}rank +║$/);
    // 3 + 18 metrics + 1 title, 1 + 4 of the clusters, 1 + 4 of the months.
    expect(lines[11]).toBe(`╚═ lines 4–13 of 32 ${'═'.repeat(39)}╝`);
    expect(lines.at(-1)).toBe(' Esc board  ↑↓ scroll  ? help  q quit  r reload  t theme');
    expect(pageRoom(state)).toBe(10);
  });

  test.each([
    ['is being read', opened({ page: null }), ['Reading the page of ann']],
    ['cannot be read', opened({ page: null, problem: 'ann is on no leaderboard' }), ['✗ ann is on no leaderboard']],
  ])('%s', (_, one, expected) => {
    expect(linesOf(stateOf({ page: one }))).toEqual(expected);
  });

  test('says what could not be read, what is stale, and which clusters the months are of', () => {
    const clusters = [{ name: 'bell', asof: '2026-09-27T12:00:00Z', stale: false }];
    const boards = [...page.boards, { ...page.boards[2]!, cluster: 'hammer' }];
    const one = { ...page, clusters, boards, problems: ['hammer/30d.json: checksum'] };
    const lines = linesOf(stateOf({ page: opened({ page: one, problem: 'no way in' }) }));
    expect(lines.slice(0, 4)).toEqual([
      '✗ no way in',
      '1 cluster, 5 min old',
      '! Stale: bell (3 days old)',
      '! hammer/30d.json: checksum',
    ]);
    expect(lines).toContain('CPU hours by month, bell only');
  });
});

describe('U3 the help', () => {
  const help = { kind: 'help', top: 0, under: { kind: 'board' } } as const;

  test('has every key, and beside them columns, marks and themes where there is room', () => {
    const lines = linesOf(stateOf({ page: help, size: { columns: 140, rows: 60 } }));
    expect(lines[0]).toMatch(/^Keys +Columns$/);
    for (const { keys, does } of KEY_BINDINGS) {
      expect(lines.find((line) => line.startsWith(keys) && line.includes(does.slice(0, 20)))).toBeDefined();
    }
    expect(lines.some((line) => /Now +plain$/.test(line))).toBe(true);
  });

  test('is one column where there is none, of ASCII without Unicode', () => {
    const lines = linesOf(stateOf({ page: help, fixed: { unicode: false } }));
    expect(lines[0]).toBe('Keys');
    expect(lines[1]).toBe('Up Down  k j   one row up, down');
    expect(lines.join('\n')).toMatch(/^[ -~\n]*$/);
    expect(lines).toContain('^ v            rows are sorted by this column, the smallest or the greatest');
  });

  test('the board has no such lines', () => {
    expect(pageLines(stateOf({ board: boardOf([]) }))).toEqual([]);
  });
});
