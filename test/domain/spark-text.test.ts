import { describe, expect, it } from 'vitest';
import { sparkText } from '../../src/domain/spark-text.ts';

describe('F4a the course of the months as small bars', () => {
  it.each([
    ['the greatest is full', [1, 8], true, '▂█'],
    ['from nothing to all in eighths', [0, 1, 2, 3, 4, 5, 6, 7, 8], true, ' ▂▃▄▅▆▇██'],
    ['a little can be seen', [0.001, 100], true, '▁█'],
    ['nothing at all', [0, 0, 0], true, '   '],
    ['one month', [5], true, '█'],
    ['no month', [], true, ''],
    ['ASCII', [0, 1, 4, 8], false, ' .+#'],
  ])('%s', (_, values, unicode, text) => {
    expect(sparkText(values, unicode)).toBe(text);
  });
});
