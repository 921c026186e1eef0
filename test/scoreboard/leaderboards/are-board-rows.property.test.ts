import fc from 'fast-check';
import { expect, test } from 'vitest';
import { accountBoardSchema, userBoardSchema } from '../../../src/domain/board.ts';
import { areBoardRows } from '../../../src/scoreboard/leaderboards/are-board-rows.ts';

const number = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }));
const move = fc.record({ rank: fc.option(fc.integer()), value: fc.option(number) });
const row = fc.record({
  user: fc.string(),
  account: fc.string(),
  values: fc.dictionary(fc.string(), number),
  ranks: fc.dictionary(fc.string(), number),
  moves: fc.dictionary(fc.string(), move),
  spark: fc.array(number),
});

/** A good row of which one part, or one part of a part, is replaced by any JSON, or is gone. */
const spoilt = fc
  .tuple(row, fc.constantFrom(...['user', 'values', 'ranks', 'moves', 'spark']), fc.jsonValue())
  .chain(([good, key, bad]) =>
    fc.constantFrom<unknown>(
      { ...good, [key]: bad },
      { ...good, [key]: undefined },
      { ...good, values: { a: bad } },
      { ...good, moves: { a: bad } },
      { ...good, moves: { a: { rank: bad, value: 1 } } },
      { ...good, moves: { a: { rank: 1, value: bad } } },
      { ...good, moves: { a: { rank: 1.5, value: null } } },
      { ...good, spark: [bad] },
      bad,
    ),
  );

test('F4a the quick look at rows says what the published schema says', () => {
  const answers = new Set<boolean>();
  fc.assert(
    fc.property(fc.oneof(fc.array(fc.oneof(row, spoilt), { maxLength: 3 }), fc.jsonValue()), (given) => {
      const rows: unknown = JSON.parse(JSON.stringify(given));
      const byUser = userBoardSchema.shape.users.safeParse(rows).success;
      answers.add(byUser);
      expect(areBoardRows(rows, 'user')).toBe(byUser);
      expect(areBoardRows(rows, 'account')).toBe(accountBoardSchema.shape.accounts.safeParse(rows).success);
    }),
    { numRuns: 2000 },
  );
  expect(answers.size).toBe(2);
});
