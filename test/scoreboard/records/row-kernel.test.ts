import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ONE_BLOCK_BYTES, RowKernel } from '../../../src/scoreboard/records/row-kernel.ts';

describe('D1 the digest of a short text', () => {
  it('is that of OpenSSL, at each length, whatever was digested before', () => {
    const kernel = new RowKernel();
    const words = new Uint32Array(6);
    for (let round = 0; round < 200; round++) {
      for (const length of [ONE_BLOCK_BYTES, 0, (round * 7) % (ONE_BLOCK_BYTES + 1)]) {
        const text = createHash('sha512').update(`${round} ${length}`).digest().subarray(0, length);
        kernel.sha1Text.set(text);
        kernel.sha1(length, words, 1);
        const whole = createHash('sha1').update(text).digest();
        expect([...words]).toEqual([0, ...[0, 4, 8, 12].map((at) => whole.readUInt32BE(at)), 0]);
      }
    }
  });
});
