import { describe, expect, it } from 'vitest';
import { fitText, padText } from '../../src/platform/fit-text.ts';

describe('C7 texts of a width', () => {
  it.each([
    ['it fits', 'alice', 5, 'alice'],
    ['it is cut', 'alice', 4, 'ali…'],
    ['wide characters take two columns', '李小龙', 5, '李小…'],
    ['and are not cut in halves', '李小龙', 4, '李…'],
    ['what belongs together stays together', 'e\u0301e\u0301e\u0301', 2, 'e\u0301…'],
    ['no room at all', 'alice', 1, '…'],
  ])('%s', (_, text, width, fitted) => {
    expect(fitText(text, width, '…')).toBe(fitted);
  });

  it('are filled up by what they take on the screen', () => {
    expect([padText('李', 4, 'left'), padText('李', 4, 'right'), padText('alice', 3, 'left')]).toEqual([
      '李  ',
      '  李',
      'alice',
    ]);
  });
});
