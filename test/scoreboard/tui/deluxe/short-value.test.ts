import { expect, test } from 'vitest';
import type { MetricUnit } from '../../../../src/domain/metrics.ts';
import { shortValue } from '../../../../src/scoreboard/tui/deluxe/short-value.ts';

const TABLE: [string, number | undefined, { unit: MetricUnit; width: number; raw?: boolean }, string][] = [
  ['as people read it where it fits', 4928062.41, { unit: 'hours', width: 11 }, '4,928,062.4'],
  ['without decimals where it does not', 4928062.41, { unit: 'hours', width: 10 }, '4,928,062'],
  ['in millions where that does not either', 4928062.41, { unit: 'hours', width: 8 }, '4.9M'],
  ['a count in thousands', 21456, { unit: 'count', width: 5 }, '21k'],
  ['a ratio without decimals', 0.1153, { unit: 'ratio', width: 4 }, '12%'],
  ['exact where it is asked for and fits', 12.25, { unit: 'hours', width: 5, raw: true }, '12.25'],
  ['as people read it where exact does not fit', 12.0625, { unit: 'hours', width: 5, raw: true }, '12.1'],
  ['unknown is not zero', undefined, { unit: 'hours', width: 5 }, '-'],
];

test.each(TABLE)('U1 a value in its room: %s', (_says, value, { unit, width, raw = false }, expected) => {
  expect(shortValue(value, { unit, width, raw })).toBe(expected);
});
