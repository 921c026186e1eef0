import { expect, test } from 'vitest';
import { METRICS } from '../../../src/domain/metrics.ts';
import { shortTitle } from '../../../src/scoreboard/tui/short-title.ts';

test('U4 every metric has a title of at most nine characters, and no two the same', () => {
  const titles = METRICS.map(shortTitle);
  expect(titles.filter((title) => title.length > 9)).toEqual([]);
  expect(new Set(titles).size).toBe(METRICS.length);
});

test('U4 a metric without a short title keeps its own', () => {
  expect(shortTitle({ name: 'other', title: 'Other' })).toBe('Other');
});
