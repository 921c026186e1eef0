import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeFileStem, encodeFileStem } from '../../src/platform/file-stem.ts';

const odd = fc.constantFrom('.', '..', '/', '%', 'a', 'A', '%41', '%2E', '\u0000', 'é', '🦆');
const name = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1 }),
  fc.string({ unit: 'binary', minLength: 60, maxLength: 400 }),
  fc.array(odd, { minLength: 1, maxLength: 80 }).map((parts) => parts.join('')),
);

describe('P4 file stems', () => {
  it('are safe: few characters, no slash, no dot in front, a bounded length', () => {
    fc.assert(
      fc.property(name, (text) => {
        const stem = encodeFileStem(text);
        expect(stem).toMatch(/^[a-z0-9_%A-F-][a-z0-9_%.A-F-]*$/);
        expect(stem.length).toBeLessThanOrEqual(120);
      }),
    );
  });

  it('tell the name that they are made from, unless they were cut', () => {
    fc.assert(
      fc.property(name, (text) => {
        fc.pre(text.isWellFormed());
        const stem = encodeFileStem(text);
        expect(decodeFileStem(stem)).toBe(stem.includes('%-') ? null : text);
      }),
    );
    expect([decodeFileStem(encodeFileStem('')), decodeFileStem('%zz'), decodeFileStem('%ff')]).toEqual([
      '',
      null,
      null,
    ]);
  });

  it('differ where names differ', () => {
    fc.assert(
      fc.property(name, name, (a, b) => {
        expect(encodeFileStem(a) === encodeFileStem(b)).toBe(a === b);
      }),
      { numRuns: 2000 },
    );
  });

  it('differ where names differ in one place', () => {
    fc.assert(
      fc.property(name, odd, fc.nat(400), (text, part, at) => {
        const other = text.slice(0, at) + part + text.slice(at);
        fc.pre(other.isWellFormed());
        expect(encodeFileStem(other)).not.toBe(encodeFileStem(text));
      }),
    );
  });

  it('differ in more than capitals, for file systems that ignore case', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zA-Z]{1,12}$/), fc.stringMatching(/^[a-zA-Z]{1,12}$/), (a, b) => {
        fc.pre(a !== b);
        expect(encodeFileStem(a).toLowerCase()).not.toBe(encodeFileStem(b).toLowerCase());
      }),
    );
  });

  it('short ones are decoded by anybody', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 9 }), (text) => {
        expect(decodeURIComponent(encodeFileStem(text))).toBe(text);
      }),
    );
  });
});
