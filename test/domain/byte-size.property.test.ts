import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesToKb, type MemoryBase, parseByteSize, type SizeUnit } from '../../src/domain/byte-size.ts';

const base = fc.constantFrom<MemoryBase>(1000, 1024);
const units: readonly SizeUnit[] = ['', 'K', 'M', 'G', 'T', 'P'];
const unit = fc.constantFrom(...units);

describe('P5 sizes', () => {
  it('no text makes the parser throw, and what it gives are bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), base, unit, (text, memoryBase, bareUnit) => {
        const bytes = parseByteSize(text, memoryBase, bareUnit);
        expect(bytes === null || (bytes >= 0 && bytes <= Number.MAX_SAFE_INTEGER)).toBe(true);
      }),
    );
  });

  it('texts of the characters of sizes are bytes within the exact range or refused', () => {
    const sizeLike = fc.stringMatching(/^[0-9.KMGTPkcn?]{0,40}$/);
    fc.assert(
      fc.property(sizeLike, base, (text, memoryBase) => {
        const bytes = parseByteSize(text, memoryBase);
        expect(bytes === null || (bytes >= 0 && bytes <= Number.MAX_SAFE_INTEGER)).toBe(true);
      }),
    );
  });

  it('a whole number of a unit comes back from its text', () => {
    fc.assert(
      fc.property(fc.nat(8_000_000), base, fc.constantFrom<SizeUnit>('', 'K', 'M', 'G'), (count, memoryBase, one) => {
        expect(parseByteSize(`${count}${one}`, memoryBase)).toBe(count * memoryBase ** units.indexOf(one));
      }),
    );
  });

  it('two decimals are exact to the kB: as whole-number arithmetic has them', () => {
    fc.assert(
      fc.property(fc.nat(900_000), fc.nat(99), fc.constantFrom<SizeUnit>('K', 'M', 'G'), (whole, cents, one) => {
        const hundredths = BigInt(whole) * 100n + BigInt(cents);
        const bytesTimes100 = hundredths * 1000n ** BigInt(units.indexOf(one));
        const kb = (bytesTimes100 + 50_000n) / 100_000n;
        const bytes = parseByteSize(`${whole}.${String(cents).padStart(2, '0')}${one}`, 1000);
        expect(bytesToKb(bytes ?? Number.NaN)).toBe(Number(kb));
      }),
    );
  });
});
