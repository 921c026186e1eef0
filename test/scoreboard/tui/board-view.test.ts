import { describe, expect, test } from 'vitest';
import { OSRS_THEME } from '../../../src/scoreboard/tui/theme-osrs.ts';
import { THEMES } from '../../../src/scoreboard/tui/themes.ts';
import { view } from '../../../src/scoreboard/tui/view.ts';
import { shownLine, shownScreen } from './shown-screen.ts';
import { boardOf, type GivenRow, hoursOf, NOW_SECONDS, stateOf } from './state.ts';

/** Two at the top, one whose jobs are unknown, one with hardly anything. */
const FOUR: readonly GivenRow[] = [
  {
    name: 'ann',
    values: { clock_hours: 12_345.5, jobs: 40, gpu_clock_hours: 3.5, failure_rate: 0.125 },
    moves: { clock_hours: { rank: 2, value: 100.25 } },
    spark: [0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 4, 8],
  },
  {
    name: 'bob',
    values: { clock_hours: 12_345.5, jobs: 1007 },
    moves: { clock_hours: { rank: null, value: null } },
    spark: [8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
  },
  { name: 'cy', values: { clock_hours: 500 }, moves: { clock_hours: { rank: -1, value: -3 } } },
  { name: 'dee', values: { clock_hours: 0.25, jobs: 3 } },
];

const four = boardOf(FOUR);
const many = boardOf(hoursOf(Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`u${at + 10}`, 1000 - at]))));
const size = (columns: number, rows: number) => ({ size: { columns, rows } });

describe('U4 the board', () => {
  test('80x24', () => {
    expect(shownScreen(stateOf({ board: four }))).toEqual([
      '╭─ Slurm scoreboard ─────────────────────────────────────────────── 12:05 UTC ─╮',
      '│ Metric: CPU hours · all time · all 2 clusters · by user · 5 min old          │',
      '│[▲Rank]Move  User                 CPU hours                 7 days       Jobs │',
      '│›    1 ▲2    ann                   12,345.5 ━━━━━━━━        +100.3         40 │',
      '│     1 new   bob                   12,345.5 ━━━━━━━━             -      1,007 │',
      '│     3 ▼1    cy                       500.0 ╸───────          -3.0          - │',
      '│     4 ·     dee                        0.3 ╸───────             0          3 │',
      `│${' '.repeat(78)}│ x13`,
      '╰─ rows 1–4 of 4 ──────────────────────────────────────────────────────────────╯',
      '',
      ' ? help  q quit  m metric  w window  g cluster  a accounts  / search  f filter',
    ]);
  });

  test('60x15 in the osrs theme: metric is skill, value XP', () => {
    expect(shownScreen(stateOf({ board: four, theme: OSRS_THEME, ...size(60, 15), selected: 'cy' }))).toEqual([
      '╔═ ♛ Slurm scoreboard ═════════════════════════ 12:05 UTC ═╗',
      '║ Skill: CPU hours · all time · all 2 clusters · 5 min old ║',
      '║[▲Rank]Move  User                 CPU hours XP       Jobs ║',
      '║     1 ▲2    ann                      12,345.5         40 ║',
      '║     1 new   bob                      12,345.5      1,007 ║',
      '║›    3 ▼1    cy                          500.0          - ║',
      '║     4 ·     dee                           0.3          3 ║',
      `║${' '.repeat(58)}║ x4`,
      '╚═ rows 1–4 of 4 ══════════════════════════════════════════╝',
      '',
      ' ? help  q quit  m skill  w window  g cluster  a accounts',
    ]);
  });

  test('60x15 of ASCII alone', () => {
    const state = stateOf({ board: four, theme: OSRS_THEME, ...size(60, 15), fixed: { unicode: false, own: 'bob' } });
    expect(shownScreen(state)).toEqual([
      '+= \\^/ Slurm scoreboard ======================= 12:05 UTC =+',
      '| Skill: CPU hours - all time - all 2 clusters - 5 min old |',
      '|[^Rank]Move  User                 CPU hours XP       Jobs |',
      '|>    1 +2    ann                      12,345.5         40 |',
      '|     1 new  *bob (you)                12,345.5      1,007 |',
      '|     3 -1    cy                          500.0          - |',
      '|     4 .     dee                           0.3          3 |',
      `|${' '.repeat(58)}| x4`,
      `+= rows 1-4 of 4 ${'='.repeat(28)} you: rank 1 =+`,
      '',
      ' ? help  q quit  m skill  w window  g cluster  a accounts',
    ]);
  });
  test('120x40 has further metrics and the months', () => {
    const lines = shownScreen(stateOf({ board: four, ...size(120, 40), fixed: { own: 'cy' } }));
    // Columns as board-columns.test.ts has them: rank 2+5, move 8+5, name 14+19, value 34+14, bar 49+8, change 58+13,
    // jobs 72+10, GPU hours 83+12, failure rate 96+9, months 106+12.
    expect(lines.slice(1, 7)).toEqual([
      `│ Metric: CPU hours · all time · all 2 clusters · by user · 5 min old · 4 users${' '.repeat(40)}│`,
      `│[▲Rank]Move  User                     CPU hours${' '.repeat(17)}7 days       Jobs        GPU h Fail rate 12 months    │`,
      '│›    1 ▲2    ann                       12,345.5 ━━━━━━━━        +100.3         40          3.5     12.5%          ▂▅█ │',
      '│     1 new   bob                       12,345.5 ━━━━━━━━             -      1,007            -         - █            │',
      '│     3 ▼1   ►cy (you)                     500.0 ╸───────          -3.0          -            -         -              │',
      '│     4 ·     dee                            0.3 ╸───────             0          3            -         -              │',
    ]);
    expect(lines.at(-3)).toBe(`╰─ rows 1–4 of 4 ${'─'.repeat(88)} you: rank 3 ─╯`);
  });

  test('200x60 has a good bar', () => {
    const line = shownLine(stateOf({ board: four, ...size(200, 60) }), 'cy')!;
    expect(line).toHaveLength(200);
    // 500 of 12,345.5 is a 25th: with 21 to 32 columns two or three halves.
    expect(line).toMatch(/ 500\.0 ━╸?─{20,31} /);
  });

  test.each([
    ['100x30', 100, 30],
    ['80x24', 80, 24],
    ['200x60', 200, 60],
  ])('every theme shows the same text at %s but for its border and words', (_, columns, rows) => {
    const words = { crown: '', metric: 'metric', value: '' };
    const texts = THEMES.map((theme) =>
      shownScreen(stateOf({ board: four, ...size(columns, rows), theme: { ...theme, border: 'single', words } })),
    );
    for (const text of texts) expect(text).toEqual(texts[0]);
  });
});

describe('U4 too small a terminal', () => {
  test.each([
    [59, 14, ['slurm-sb-tui needs 60 x 15, this is 59 x 14', ' x12'], 13],
    [80, 14, ['slurm-sb-tui needs 60 x 15, this is 80 x 14', ' x12'], 13],
    [59, 40, ['slurm-sb-tui needs 60 x 15, this is 59 x 40', ' x38'], 39],
    [41, 3, ['needs 60 x 15', ''], 2],
    [12, 2, ['60x15'], 1],
    [4, 2, ['60x…'], 1],
    [1, 2, ['…'], 1],
    [1, 1, [], 0],
  ])('%i x %i', (columns, rows, expected, count) => {
    const state = stateOf({ board: four, ...size(columns, rows) });
    expect(shownScreen(state)).toEqual(expected);
    expect(view(state)).toHaveLength(count);
  });
});

describe('U3 what stands out', () => {
  test('the focused column has brackets and the sorted one an arrow, and no title moves', () => {
    const head = (given: Parameters<typeof stateOf>[0]) => shownLine(stateOf({ board: four, ...given }), 'Jobs')!;
    expect(head({ focus: 'name' })).toBe(
      '│ ▲Rank Move [User]                CPU hours                 7 days       Jobs │',
    );
    expect(head({ focus: 'jobs', sorting: { column: 'value', isDescending: true } })).toBe(
      '│  Rank Move  User                ▼CPU hours                 7 days      [Jobs]│',
    );
    expect(head({ focus: 'rank', sorting: { column: 'name', isDescending: false } })).toBe(
      '│ [Rank]Move  User▲                CPU hours                 7 days       Jobs │',
    );
  });

  test('a column that does not show but sorts is named above', () => {
    const sorting = { column: 'gpu_clock_hours', isDescending: true };
    expect(shownScreen(stateOf({ board: four, sorting, focus: 'rank' }))[0]).toBe(
      `╭─ Slurm scoreboard ${'─'.repeat(42)} by GPU hours ▼ ─╮`,
    );
  });

  test('hits of the search, upper and lower case alike', () => {
    const board = boardOf(hoursOf({ Anna: 3, bob: 2, joann: 1 }));
    const lines = view(stateOf({ board, search: 'an' }));
    const matches = lines.map(({ spans }) => spans.filter(({ role }) => role === 'match').map(({ text }) => text));
    expect(matches.filter((texts) => texts.length > 0)).toEqual([['search an'], ['An'], ['an']]);
  });

  test('the selected row is selected as a whole and has a mark', () => {
    const lines = view(stateOf({ board: four, selected: 'dee' }));
    const selected = lines
      .filter(({ isSelected }) => isSelected)
      .map(({ spans }) => spans.map(({ text }) => text).join(''));
    expect(selected).toEqual([shownLine(stateOf({ board: four, selected: 'dee' }), 'dee')]);
    expect(selected[0]).toMatch(/^│› {4}4 /);
  });

  test('the first three ranks have looks of their own, one’s own row another', () => {
    const board = boardOf(hoursOf({ ann: 5, bob: 4, cy: 3, dee: 2 }));
    const roleOf = (state: ReturnType<typeof stateOf>, name: string) =>
      view(state).flatMap(({ spans }) => spans.filter(({ text }) => text === name).map(({ role }) => role));
    const state = stateOf({ board, fixed: { own: 'bob' } });
    expect(['ann', 'bob', 'cy', 'dee'].map((name) => roleOf(state, name))).toEqual([
      ['first'],
      ['own'],
      ['third'],
      ['text'],
    ]);
  });
});

describe('U3 more rows than fit', () => {
  test('the border has a scroll bar and says which rows show', () => {
    const lines = shownScreen(stateOf({ board: many, ...size(60, 15), selected: 'u49', top: 32 }));
    // 8 rows show of 40: the handle takes 8/40 of 8 lines, which is 2, and at the end it is the last two.
    expect(lines.slice(3, 11).map((line) => line.slice(0, 21) + line.at(-1))).toEqual([
      ...['│    33 ·     u42    │', '│    34 ·     u43    │', '│    35 ·     u44    │', '│    36 ·     u45    │'],
      ...['│    37 ·     u46    │', '│    38 ·     u47    │', '│    39 ·     u48    █', '│›   40 ·     u49    █'],
    ]);
    expect(lines[11]).toBe(`╰─ rows 33–40 of 40 ${'─'.repeat(38)}─╯`);
  });

  test('the pinned row is the last one while it is out of sight', () => {
    const state = stateOf({ board: many, ...size(60, 15), fixed: { own: 'u30' }, isPinned: true });
    const lines = shownScreen(state);
    expect(lines.slice(3, 11).map((line) => line.slice(0, 22))).toEqual([
      ...['│›    1 ·     u10     ', '│     2 ·     u11     ', '│     3 ·     u12     ', '│     4 ·     u13     '],
      ...['│     5 ·     u14     ', '│     6 ·     u15     ', '│     7 ·     u16     ', '│    21 ·    ►u30 (you'],
    ]);
    expect(lines[11]).toBe(`╰─ rows 1–7 of 40 ${'─'.repeat(26)} you: rank 21 ─╯`);
  });

  test('names of any width and with control characters leave every column where it is', () => {
    const board = boardOf(hoursOf({ 漢字漢字漢字漢字漢字漢字: 3, 'a\u001b[31mb\u202ec': 2, zed: 1 }));
    const lines = shownScreen(stateOf({ board }));
    expect(lines.slice(3, 6).map((line) => line.slice(14, line.indexOf('━')))).toEqual([
      // Each of these takes two columns: seven and the mark make 15. Then a gap, and 14 columns for the value.
      '漢字漢字漢字漢…            3.0 ',
      'a?[31mb?c                  2.0 ',
      'zed                        1.0 ',
    ]);
  });
});

describe('U5 what is wrong is said', () => {
  test('a stale cluster has a line with its age', () => {
    const clusters = [
      { name: 'bell', asof: '2026-09-27T12:00:00Z', stale: false },
      { name: 'hammer', asof: '2026-09-30T12:00:00Z', stale: false },
      { name: 'negishi', asof: null, stale: true },
    ];
    const state = stateOf({ board: boardOf(FOUR, { clusters }) });
    expect(shownScreen(state)[2]).toBe(
      '│ ! Stale: bell (3 days old), negishi (no good poll yet)                       │',
    );
    expect(view(state)).toHaveLength(23);
  });

  test.each([
    ['nothing but a tip', { fixed: { tip: 'a tip' } }, ' a tip'],
    ['a problem before the tip', { fixed: { tip: 'a tip' }, data: { problem: 'no way in' } }, ' ✗ no way in'],
    [
      'a notice before the problem',
      {
        data: { problem: 'no way in' },
        notice: { text: 'saved as x.csv', role: 'notice', untilSeconds: null } as const,
      },
      ' • saved as x.csv',
    ],
    [
      'a warning',
      { notice: { text: 'no name holds "x"', role: 'warning', untilSeconds: null } as const },
      ' ! no name holds "x"',
    ],
    [
      'a prompt before all',
      {
        data: { problem: 'no way in' },
        prompt: { kind: 'filter', text: 'ab', before: '', selectedBefore: null } as const,
      },
      ' filter: ab█   Enter keeps it, Esc takes it back',
    ],
    [
      'the end of a long prompt',
      {
        size: { columns: 60, rows: 15 },
        prompt: { kind: 'search', text: `${'a'.repeat(90)}xyz`, before: '', selectedBefore: null } as const,
      },
      // 58 columns: 8 for the word, 1 for the cursor, 1 for the mark, 48 letters.
      ` search: …${'a'.repeat(45)}xyz█`,
    ],
  ])('%s', (_, given, expected) => {
    expect(shownScreen(stateOf({ board: four, ...given })).at(-2)).toBe(expected);
  });

  test.each([
    [NOW_SECONDS - 300 + 59, 'just now'],
    [NOW_SECONDS - 300 + 60, '1 min old'],
    [NOW_SECONDS - 300 - 5000, 'just now'],
    [NOW_SECONDS + 3 * 86_400, '3 days old'],
  ])('the board is as old as it is in coarse steps', (nowSeconds, expected) => {
    const state = stateOf({ board: four, nowSeconds, fixed: { staleAfterSeconds: 10_000_000 } });
    expect(shownScreen(state)[1]).toContain(` · ${expected}`);
  });

  test.each([
    ['nothing read yet', { board: null, data: { isLoading: true, isMissing: false } }, ['Reading the board']],
    [
      'no board',
      { board: null },
      ['There is no board here yet', 'slurm-sb poll fills it', 'slurm-sb demo shows one without Slurm'],
    ],
    [
      'a broken board',
      { board: null, data: { problem: 'x: checksum', isMissing: false } },
      ['No board could be read', 'The line below says why; r tries again', '✗ x: checksum'],
    ],
    [
      'nobody ranks',
      { board: four, metric: 'wait_hours' },
      ['No user has a rank in Mean wait here', 'm another metric, w another window, g another cluster'],
    ],
    ['nobody fits', { board: four, filter: 'xyz' }, ['No user fits "xyz"', 'Esc clears the filter, f changes it']],
  ])('an empty table: %s', (_, given, expected) => {
    const lines = shownScreen(stateOf(given)).map((line) => line.replace(/^│|│$/g, '').trim());
    expect(lines.filter((line) => expected.includes(line))).toEqual(expected);
  });

  test('filter and hits are in the state line', () => {
    expect(shownScreen(stateOf({ board: four, filter: 'e' }))[1]).toBe(
      '│ Metric: CPU hours · all time · all 2 clusters · filter e: 1 of 4 · 5 min old │',
    );
    expect(shownScreen(stateOf({ board: four, filter: 'e', ...size(60, 15) }))[1]).toBe(
      '│ CPU hours · all time · ALL · filter: 1 of 4 · 5 min old  │',
    );
  });
});
