import { describe, expect, it } from 'vitest';
import { competitionRanks } from '../../src/domain/rank.ts';

const NaN_ = Number.NaN;

describe('F4 competition ranks', () => {
  it.each([
    ['the greatest is first', [10, 30, 20], [3, 1, 2]],
    ['two alike share a rank and the next one is left out', [5, 9, 9, 1], [3, 1, 1, 4]],
    ['three alike', [7, 7, 7, 3], [1, 1, 1, 4]],
    ['zero has no rank', [0, 4, 0], [0, 1, 0]],
    ['unknown has no rank', [NaN_, 4, NaN_, 8], [0, 2, 0, 1]],
    ['below zero has no rank', [-1, 2], [0, 1]],
    ['values a hair apart are not alike', [0.1 + 0.2, 0.3], [1, 2]],
    ['tiny and huge ones', [Number.MIN_VALUE, Number.MAX_VALUE, 1], [3, 1, 2]],
    ['whole numbers on both sides of 2^32', [4294967295, 4294967296, 4294967297], [3, 2, 1]],
    ['nobody', [], []],
  ])('%s', (_, values, ranks) => {
    expect([...competitionRanks(Float64Array.from(values))]).toEqual(ranks);
  });

  it('leaves the values as they were', () => {
    const values = Float64Array.from([1, 3, 2]);
    competitionRanks(values);
    expect([...values]).toEqual([1, 3, 2]);
  });
});
