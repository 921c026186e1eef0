import { describe, expect, it } from 'vitest';
import { barText } from '../../src/domain/bar-text.ts';

describe('C8 bars', () => {
  it.each([
    ['full', 1, 4, true, '████'],
    ['half', 0.5, 4, true, '██'],
    ['eighths', 5 / 32, 4, true, '▋'],
    ['one and three eighths', 11 / 32, 4, true, '█▍'],
    ['a little can be seen', 0.0001, 4, true, '▏'],
    ['nothing', 0, 4, true, ''],
    ['the share of nothing at all', Number.NaN, 4, true, ''],
    ['ASCII', 0.5, 4, false, '##'],
    ['a little in ASCII', 0.01, 4, false, '#'],
  ])('%s', (_, share, width, unicode, text) => {
    expect(barText(share, width, unicode)).toBe(text);
  });
});
