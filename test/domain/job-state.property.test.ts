import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ENDED_STATES, parseJobState } from '../../src/domain/job-state.ts';

describe('P3 states', () => {
  it('no text makes the parser throw, and a name is upper case letters and underscores', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[A-Za-z_+ ]{0,20}$/)), (text) => {
        const state = parseJobState(text);
        expect('name' in state ? state.name : 'X').toMatch(/^[A-Z][A-Z_]*$/);
      }),
    );
  });

  it('what follows the first word does not matter', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ENDED_STATES), fc.string(), (name, rest) => {
        expect(parseJobState(`${name} ${rest}`)).toEqual({ kind: 'ended', name });
      }),
    );
  });

  it('a state cut anywhere is never taken for another', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ENDED_STATES), fc.nat(12), (name, length) => {
        expect(parseJobState(`${name.slice(0, length)}+`)).toEqual({ kind: 'cut' });
      }),
    );
  });
});
