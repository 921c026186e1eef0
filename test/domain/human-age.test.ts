import { describe, expect, it } from 'vitest';
import { humanAge } from '../../src/domain/human-age.ts';

describe('F5 ages as people read them', () => {
  it.each([
    [0, '0 s'],
    [-5, '0 s'],
    [59.9, '59 s'],
    [60, '1 min'],
    [3599, '59 min'],
    [3600, '1 h'],
    [86_399, '23 h'],
    [86_400, '1 day'],
    [200_000, '2 days'],
  ])('%d seconds are %s', (seconds, text) => {
    expect(humanAge(seconds)).toBe(text);
  });
});
