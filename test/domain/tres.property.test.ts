import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gpuCount, tresValue } from '../../src/domain/tres.ts';

const type = fc.stringMatching(/^[a-z][a-z0-9_.-]{0,8}$/);
const noise = fc.constantFrom('billing=4', 'cpu=4', 'gres/gpumem=9M', 'gres/gpuutil=50', 'gres/shard=3', 'mem=4G');

describe('P7 GPUs', () => {
  it('no text makes the parsers throw, and a count is a whole number that is exact', () => {
    const tresLike = fc.stringMatching(/^(gres\/gpu(:a)?=[0-9x]{0,20},?){0,5}$/);
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), tresLike), fc.string(), (text, name) => {
        const gpus = gpuCount(text);
        expect(gpus === null || (Number.isSafeInteger(gpus) && gpus >= 0)).toBe(true);
        expect(tresValue(text, name) === null || text.includes('=')).toBe(true);
      }),
    );
  });

  it('never counts fewer than either way of counting, nor more than both', () => {
    const typed = fc.array(fc.tuple(type, fc.nat(64)), { maxLength: 4 });
    fc.assert(
      fc.property(fc.nat(64), typed, fc.array(noise), (untyped, types, others) => {
        const tokens = [...others, `gres/gpu=${untyped}`, ...types.map(([name, count]) => `gres/gpu:${name}=${count}`)];
        const sum = types.reduce((total, [, count]) => total + count, 0);
        const gpus = gpuCount(tokens.join(','));
        expect(gpus).toBeGreaterThanOrEqual(Math.max(untyped, sum));
        expect(gpus).toBeLessThanOrEqual(untyped + sum);
        expect(gpuCount(tokens.reverse().join(','))).toBe(gpus);
      }),
    );
  });

  it('reads back the value that a text was made of', () => {
    fc.assert(
      fc.property(fc.uniqueArray(type, { minLength: 1 }), fc.stringMatching(/^[0-9]{1,5}[KMG]?$/), (names, value) => {
        const text = names.map((name, index) => `${name}=${index === names.length - 1 ? value : 'other'}`).join(',');
        expect(tresValue(text, names.at(-1) ?? '')).toBe(value);
      }),
    );
  });
});
