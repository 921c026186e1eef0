import fc from 'fast-check';
import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { METRICS } from '../../../src/domain/metrics.ts';
import type { UserPage } from '../../../src/scoreboard/leaderboards/user-page.ts';
import { sortableColumns } from '../../../src/scoreboard/tui/board-columns.ts';
import { isLargeEnough } from '../../../src/scoreboard/tui/board-layout.ts';
import { cellWidth } from '../../../src/scoreboard/tui/cell-width.ts';
import { pageLines, pageRoom } from '../../../src/scoreboard/tui/page-lines.ts';
import { lineText } from '../../../src/scoreboard/tui/screen.ts';
import { THEMES } from '../../../src/scoreboard/tui/themes.ts';
import type { Page } from '../../../src/scoreboard/tui/tui-state.ts';
import { view } from '../../../src/scoreboard/tui/view.ts';
import { boardOf, NOW_SECONDS, stateOf } from './state.ts';

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom(
    'ann',
    'an',
    '漢字',
    'e\u0301',
    '👩‍💻',
    '\u001b[2J',
    'a\nb',
    '\u202eabc',
    'ﷺ',
    '\u0301x',
    '🏽',
    '🇩',
    '\ufe0f',
    '',
  ),
);
const number = fc.oneof(
  fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }),
  fc.double({ min: 0, max: 1e7, noNaN: true }),
  fc.constantFrom(0, 1, 10),
);
const metricName = fc.constantFrom(...METRICS.map(({ name }) => name));
const move = fc.record({
  rank: fc.option(fc.integer({ min: -100_000, max: 100_000 })),
  value: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })),
});
const row = fc.record({
  name: text,
  values: fc.dictionary(metricName, number),
  moves: fc.dictionary(metricName, move),
  spark: fc.array(number, { maxLength: 14 }),
});
const clusters = fc.array(
  fc.record({
    name: text,
    asof: fc.constantFrom(null, '2026-09-30T12:00:00Z', '2020-01-01T00:00:00Z'),
    stale: fc.boolean(),
  }),
  { maxLength: 6 },
);

const userPage = fc.record({
  schema_version: fc.constant(1 as const),
  kind: fc.constant('user-page' as const),
  asof: fc.constant('2026-09-30T12:00:00Z'),
  user: text,
  clusters,
  boards: fc.array(
    fc.record({
      window: fc.constantFrom('alltime' as const, '30d' as const),
      cluster: fc.oneof(fc.constant('ALL'), text),
      values: fc.dictionary(metricName, number),
      ranks: fc.dictionary(metricName, fc.integer({ min: 1, max: 100_000 })),
      moves: fc.dictionary(metricName, move),
    }),
    { maxLength: 5 },
  ),
  months: fc.dictionary(text, fc.dictionary(fc.constantFrom('2026-01', '2026-03'), fc.constant({ cpu_seconds: 7200 }))),
  problems: fc.array(text, { maxLength: 2 }),
}) as unknown as fc.Arbitrary<UserPage>;

const page = fc.oneof(
  fc.constant<Page>({ kind: 'board' }),
  fc.record({ kind: fc.constant('help' as const), top: fc.nat(60), under: fc.constant({ kind: 'board' as const }) }),
  fc.record({
    kind: fc.constant('user' as const),
    user: text,
    page: fc.option<UserPage>(userPage),
    problem: fc.option<string>(text),
    top: fc.nat(60),
  }),
);

const state = fc
  .record({
    rows: fc.array(row, { maxLength: 30 }),
    clusters,
    by: fc.constantFrom('user' as const, 'account' as const),
    metric: metricName,
    size: fc.record({
      columns: fc.oneof(fc.integer({ min: 60, max: 130 }), fc.nat(260)),
      rows: fc.oneof(fc.integer({ min: 15, max: 40 }), fc.nat(70)),
    }),
    theme: fc.constantFrom(...THEMES, { ...THEMES[0], border: 'none' as const }),
    unicode: fc.boolean(),
    raw: fc.boolean(),
    column: fc.constantFrom(...sortableColumns(METRICS[0]!)),
    focus: fc.constantFrom(...sortableColumns(METRICS[0]!)),
    isDescending: fc.boolean(),
    filter: fc.oneof(fc.constant(''), text),
    search: fc.oneof(fc.constant(''), text),
    prompt: fc.option(
      fc.record({
        kind: fc.constantFrom('filter' as const, 'search' as const),
        text,
        before: text,
        selectedBefore: fc.constant(null),
      }),
    ),
    notice: fc.option(
      fc.record({
        text,
        role: fc.constantFrom('notice' as const, 'warning' as const, 'error' as const),
        untilSeconds: fc.constant(null),
      }),
    ),
    problem: fc.option(text),
    isMissing: fc.boolean(),
    isPinned: fc.boolean(),
    selectedIndex: fc.nat(40),
    page,
  })
  .map(({ rows, clusters: found, by, unicode, raw, column, isDescending, problem, isMissing, ...rest }) =>
    stateOf({
      ...rest,
      board: isMissing ? null : boardOf(rows, { clusters: found, by }),
      fixed: { unicode, raw, own: rows[0]?.name ?? null },
      sorting: { column, isDescending },
      data: { problem, isMissing },
      nowSeconds: NOW_SECONDS,
    }),
  );

test('U4 any state at any size fills the screen and no more, without a character that a terminal obeys', () => {
  fc.assert(
    fc.property(state, (one) => {
      const lines = view(one);
      expect(lines).toHaveLength(Math.max(0, one.size.rows - 1));
      for (const line of lines) {
        const shown = lineText(line);
        expect(stringWidth(shown)).toBeLessThanOrEqual(one.size.columns);
        expect(shown).not.toMatch(/\p{Cc}|\p{Zl}|\p{Zp}|\p{Default_Ignorable_Code_Point}/u);
        if (!one.fixed.unicode) expect(shown).toMatch(/^[ -~]*$/);
      }
    }),
    { numRuns: 500 },
  );
});

test('U4 the frame is closed: every line of it is as wide as the terminal', () => {
  fc.assert(
    fc.property(state.filter(isLargeEnough), (one) => {
      const framed = view(one).slice(0, -2);
      for (const line of framed) expect(stringWidth(lineText(line))).toBe(one.size.columns);
    }),
    { numRuns: 300 },
  );
});

test('U4 lines of a page fit into its frame, and as many show as its room says', () => {
  fc.assert(
    fc.property(state.filter(isLargeEnough), (one) => {
      const lines = pageLines(one);
      for (const line of lines) expect(stringWidth(lineText(line))).toBeLessThanOrEqual(one.size.columns - 4);
      expect(pageRoom(one)).toBe(one.size.rows - 5);
    }),
    { numRuns: 300 },
  );
});

test('the quick width of a text is its width', () => {
  fc.assert(
    fc.property(fc.oneof(text, fc.string({ unit: fc.constantFrom(...' a~·–›…•▲▼►✗↑↓→←♛─║█▁▓━╸╾░') })), (one) => {
      expect(cellWidth(one)).toBe(stringWidth(one));
    }),
  );
});
