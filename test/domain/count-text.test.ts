import { expect, it } from 'vitest';
import { countText } from '../../src/domain/count-text.ts';

it.each([
  [0, '0'],
  [999, '999'],
  [1000, '1,000'],
  [12_345, '12,345'],
  [1_000_000, '1,000,000'],
  [-1234, '-1,234'],
  [-123, '-123'],
])('groups the thousands of %i as %s', (count, text) => {
  expect(countText(count)).toBe(text);
});
