import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openJson, sealJson } from '../../src/platform/checked-json.ts';

const anyObject = z.record(z.string(), z.unknown());
const object = fc.dictionary(
  fc.string({ unit: 'binary' }).filter((key) => key !== '__proto__' && key !== 'schema_version'),
  fc.jsonValue(),
  { minKeys: 1, noNullPrototype: true },
);

describe('T6 checked JSON', () => {
  it('gives back what was sealed', () => {
    fc.assert(
      fc.property(object, (value) => {
        const text = JSON.stringify(value);
        expect(openJson(sealJson(text), anyObject)).toMatchObject({ ok: true, value: JSON.parse(text) });
      }),
    );
  });

  it('notices any one bit that was changed, but for the last newline', () => {
    fc.assert(
      fc.property(object, fc.nat(), fc.nat(7), (value, at, bit) => {
        const bytes = sealJson(JSON.stringify(value));
        const index = at % (bytes.length - 1);
        bytes[index] = bytes[index]! ^ (1 << bit);
        expect(openJson(bytes, anyObject).ok).toBe(false);
      }),
    );
  });

  it('notices any cut, but for the last newline', () => {
    fc.assert(
      fc.property(object, fc.nat(), (value, at) => {
        const bytes = sealJson(JSON.stringify(value));
        expect(openJson(bytes.subarray(0, at % (bytes.length - 1)), anyObject).ok).toBe(false);
      }),
    );
  });

  it('no bytes make it throw', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(openJson(Buffer.from(bytes), anyObject).ok).toBe(false);
      }),
    );
  });
});
