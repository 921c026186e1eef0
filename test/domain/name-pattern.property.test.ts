import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { namePattern } from '../../src/domain/name-pattern.ts';

const letters = (more: string) => fc.string({ unit: fc.constantFrom(...`ab${more}`), maxLength: 8 });

describe('C7 names that fit a pattern', () => {
  it('agrees with a regular expression', () => {
    fc.assert(
      fc.property(letters('*?'), letters('c'), (pattern, name) => {
        const isGlob = /[*?]/.test(pattern);
        const expression = pattern.replaceAll('*', '.*').replaceAll('?', '.');
        const expected = new RegExp(isGlob ? `^${expression}$` : expression).test(name);
        expect(namePattern(pattern)(name)).toBe(expected);
      }),
      { numRuns: 2000 },
    );
  });
});
