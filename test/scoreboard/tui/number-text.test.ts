import { expect, test } from 'vitest';
import type { MetricUnit } from '../../../src/domain/metrics.ts';
import { changeText, valueText } from '../../../src/scoreboard/tui/number-text.ts';

test.each<[number | undefined, MetricUnit, boolean, number, string]>([
  [1234.56, 'hours', false, 12, '1,234.6'],
  [1234.56, 'hours', true, 19, '1234.56'],
  [0, 'count', false, 10, '0'],
  [undefined, 'count', false, 10, '-'],
  [1500, 'megabytes', false, 9, '1.5 GB'],
  [99_999_999.94, 'hours', false, 12, '99,999,999.9'],
  [123_456_789.94, 'hours', false, 12, '1.234568e+8'],
  [1_234_567_890, 'count', false, 9, '1.2346e+9'],
  [1_234_567_890, 'count', false, 6, '1.2e+9'],
])('U6 %s in %s (exact: %s) within %i columns is %s', (value, unit, raw, width, expected) => {
  expect(valueText(value, { unit, raw, width })).toBe(expected);
});

test.each<[number | null, boolean, number, string]>([
  [20.25, false, 13, '+20.3'],
  [-3, false, 13, '-3.0'],
  [0, false, 13, '0'],
  [0.01, false, 13, '0'],
  [null, false, 13, '-'],
  [0.01, true, 20, '+0.01'],
  [123_456_789.5, false, 10, '+1.2346e+8'],
  [-123_456_789.5, false, 10, '-1.2346e+8'],
])('U6 a change of %s (exact: %s) within %i columns is %s', (change, raw, width, expected) => {
  expect(changeText(change, { unit: 'hours', raw, width })).toBe(expected);
});
