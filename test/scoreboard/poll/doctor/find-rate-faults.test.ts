import { beforeEach, describe, expect, it } from 'vitest';
import { sealJson } from '../../../../src/platform/checked-json.ts';
import { findingsOf, type GoodRoot, goodRoot, openBudget, place } from './good-root.ts';

let good: GoodRoot;
beforeEach(async () => {
  good = await goodRoot();
});

const rate = (what: string): string => `hammer warning clusters/hammer/state/rate.json: ${what}`;

describe('S6 C11 the rate of calls', () => {
  it('one failed call: 30 s, of which the jitter of 0.5 takes a quarter', async () => {
    await (await openBudget(good, good.hammer)).settle({ bytes: 0, backOff: true });
    expect(await findingsOf(good)).toEqual([rate('after a failed call none is made before 2026-09-15T12:00:23Z')]);
    good.clock.set(Date.parse('2026-09-15T12:00:23Z'));
    expect(await findingsOf(good)).toEqual([]);
  });

  it('two in a row: 60 s', async () => {
    const budget = await openBudget(good, good.hammer);
    for (let count = 0; count < 2; count++) await budget.settle({ bytes: 0, backOff: true });
    expect(await findingsOf(good)).toEqual([
      rate('after 2 failed calls in a row none is made before 2026-09-15T12:00:45Z'),
    ]);
  });

  it.each<[string, 'rate' | 'slurm', string | Buffer, string[]]>([
    ['a damaged file', 'rate', '{"tokens":1}', [rate('it is damaged: it has no checksum')]],
    [
      'a file of a later version',
      'rate',
      sealJson('{"schema_version":2}'),
      [rate('it is damaged: it was written by a newer slurm-sb (schema_version 2)')],
    ],
    [
      'damaged facts about Slurm',
      'slurm',
      'x',
      ['hammer warning clusters/hammer/state/slurm.json: it is damaged: it is not a JSON object'],
    ],
  ])('%s', async (_, which, content, expected) => {
    place(good.hammer[which], content);
    expect(await findingsOf(good)).toEqual(expected);
  });
});
