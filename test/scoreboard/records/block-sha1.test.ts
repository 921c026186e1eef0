import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { BlockSha1, ONE_BLOCK_BYTES } from '../../../src/scoreboard/records/block-sha1.ts';

describe('D1 the digest of a short text', () => {
  it('is that of OpenSSL, at each length, whatever was digested before', () => {
    const sha1 = new BlockSha1();
    const words = new Uint32Array(6);
    for (let round = 0; round < 200; round++) {
      for (const length of [ONE_BLOCK_BYTES, 0, (round * 7) % (ONE_BLOCK_BYTES + 1)]) {
        const text = createHash('sha512').update(`${round} ${length}`).digest().subarray(0, length);
        sha1.bytes.set(text);
        sha1.digest(length, words, 1);
        const whole = createHash('sha1').update(text).digest();
        expect([...words]).toEqual([0, ...[0, 4, 8, 12].map((at) => whole.readUInt32BE(at)), 0]);
      }
    }
  });
});
