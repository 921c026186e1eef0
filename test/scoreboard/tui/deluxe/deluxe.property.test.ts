import fc from 'fast-check';
import { expect, test } from 'vitest';
import { METRICS } from '../../../../src/domain/metrics.ts';
import { cellWidth } from '../../../../src/scoreboard/tui/cell-width.ts';
import { DELUXE_BACKEND } from '../../../../src/scoreboard/tui/deluxe/deluxe-backend.ts';
import type { Message } from '../../../../src/scoreboard/tui/message.ts';
import { lineText } from '../../../../src/scoreboard/tui/screen.ts';
import { THEMES } from '../../../../src/scoreboard/tui/themes.ts';
import { boardOf, NOW_SECONDS, stateOf } from '../state.ts';
import { pageOf } from './page.ts';

const NAMES = ['ann', 'bob', 'cid', 'dan', 'eve', '漢字', 'a-very-long-name-of-32-characters'];

const hours = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 1, max: 50_000_000 }),
  fc.double({ min: 0.01, max: 9, noNaN: true }),
);

const board = fc
  .array(
    fc.record({
      name: fc.constantFrom(...NAMES),
      one: hours,
      spark: fc.array(hours, { minLength: 12, maxLength: 12 }),
    }),
    { maxLength: 30 },
  )
  .map((rows) =>
    boardOf(
      rows.map(({ name, one, spark }, at) => ({
        name: at < 7 ? name + at : `u${at}`,
        values: { clock_hours: one, jobs: at },
        spark,
      })),
    ),
  );

const months = fc.dictionary(
  fc.constantFrom('bell', 'hammer', 'gilbreth', 'negishi', 'gautschi', 'anvil', '群'),
  fc.dictionary(fc.constantFrom('2024-01', '2025-10', '2025-12', '2026-01', '2026-08', '2026-09'), hours, {
    minKeys: 1,
  }),
);

const choice = { window: 'alltime', cluster: 'ALL', by: 'user' } as const;
const message: fc.Arbitrary<Message> = fc.oneof(
  board.map((one): Message => ({ kind: 'board', choice, reading: { ok: true, board: one }, clusters: null })),
  fc.integer({ min: 0, max: 2000 }).map((runMs): Message => ({ kind: 'tick', nowSeconds: NOW_SECONDS, runMs })),
  fc.record({
    kind: fc.constant('mouse' as const),
    event: fc.constantFrom('click' as const, 'wheel-up' as const, 'wheel-down' as const),
    column: fc.nat(130),
    row: fc.nat(50),
  }),
  fc.constantFrom('enter', 'escape', 'down', 'end', 'page-down').map((key) => ({ kind: 'key', key }) as Message),
  fc.constantFrom('m', 't', 'p', 'f', '?', 's').map((text): Message => ({ kind: 'text', text })),
  fc
    .record({ columns: fc.integer({ min: 1, max: 220 }), rows: fc.integer({ min: 1, max: 70 }) })
    .map((size): Message => ({ kind: 'resize', size })),
  months.map(
    (given): Message => ({ kind: 'user-page', user: 'ann0', reading: { ok: true, page: pageOf({ months: given }) } }),
  ),
);

test('U1 whatever happens, every screen has one line less than the terminal and none is wider', () => {
  fc.assert(
    fc.property(
      board,
      fc.array(message, { maxLength: 25 }),
      fc.boolean(),
      fc.constantFrom(...THEMES),
      fc.constantFrom(...METRICS.map(({ name }) => name)),
      (first, messages, unicode, theme, metric) => {
        let state = DELUXE_BACKEND.start(stateOf({ board: first, theme, metric, fixed: { unicode, own: 'ann0' } }));
        for (const one of messages) {
          state = DELUXE_BACKEND.update(state, one).state;
          const texts = DELUXE_BACKEND.view(state).map(lineText);
          expect(texts.length).toBe(Math.max(0, state.size.rows - 1));
          for (const text of texts) {
            expect(cellWidth(text)).toBeLessThanOrEqual(state.size.columns);
            expect(text).toMatch(unicode ? /^\P{Cc}*$/u : /^[ -~]*$/);
          }
        }
      },
    ),
    { numRuns: 60 },
  );
});

test('U1 a person’s page fits every terminal with either characters', () => {
  fc.assert(
    fc.property(
      board,
      months,
      fc.record({ columns: fc.integer({ min: 60, max: 240 }), rows: fc.integer({ min: 15, max: 80 }) }),
      fc.boolean(),
      (one, given, size, unicode) => {
        const start = DELUXE_BACKEND.start(stateOf({ board: one, size, fixed: { unicode } }));
        const page = pageOf({ months: given });
        const user = page.user;
        let state: typeof start = { ...start, page: { kind: 'user', user, page, problem: null, top: 0 } };
        for (const key of ['home', 'page-down', 'end'] as const) {
          state = DELUXE_BACKEND.update(state, { kind: 'key', key }).state;
          const texts = DELUXE_BACKEND.view(state).map(lineText);
          expect(texts.length).toBe(size.rows - 1);
          // The frame is as wide as the terminal, also where a line was too long for it.
          const framed = texts.slice(0, -2);
          expect(framed.map(cellWidth)).toEqual(framed.map(() => size.columns));
        }
      },
    ),
    { numRuns: 100 },
  );
});
