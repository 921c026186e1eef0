import { describe, expect, it } from 'vitest';
import { namePattern } from '../../src/domain/name-pattern.ts';

describe('C7 names that fit a pattern', () => {
  it.each([
    ['a text occurs anywhere', 'lic', 'alice', true],
    ['upper and lower case are alike', 'ALI', 'alice', true],
    ['and in the name', 'ali', 'ALICE', true],
    ['another text', 'bob', 'alice', false],
    ['a star at the end', 'al*', 'alice', true],
    ['a pattern is for the whole name', 'li*', 'alice', false],
    ['a star in the middle', 'a*e', 'alice', true],
    ['a star that stands for nothing', 'alice*', 'alice', true],
    ['several stars', '*l*c*', 'alice', true],
    ['one character each', '??ice', 'alice', true],
    ['one too few', '?ice', 'alice', false],
    ['one too many', 'alice?', 'alice', false],
    ['only a star', '*', 'alice', true],
    ['a star has to come back', 'a*ab', 'aaab', true],
    ['a dot is a dot', 'a.c*', 'abc', false],
    ['a bracket is a bracket', '[a*', '[abc', true],
    ['a plus is a plus', 'a+*', 'aab', false],
    ['nothing occurs everywhere', '', 'alice', true],
  ])('%s', (_, pattern, name, fits) => {
    expect(namePattern(pattern)(name)).toBe(fits);
  });
});
