import { hash } from 'node:crypto';
import { DIGEST_WORDS } from './run-batch.ts';

/**
 * The SHA-1 of a run's identity (spec D1): its first 128 bits as four words, big-endian. Functions that take one also
 * take the place of its first word, so that digests can lie one after another.
 */
export type Digest = Uint32Array;

/** The digest of a run's identity, `JobID|Submit` in UTF-8. */
export function digestOf(identity: string): Digest {
  const bytes = hash('sha1', identity, 'buffer');
  return Uint32Array.from({ length: DIGEST_WORDS }, (_, word) => bytes.readUInt32BE(word * 4));
}
