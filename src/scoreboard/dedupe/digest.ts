import { hash } from 'node:crypto';

/** The SHA-1 of a run's identity: 20 bytes (spec D1). */
export type Digest = Buffer;

/** The digest of a run's identity, `JobID|Submit` in UTF-8. */
export function digestOf(identity: string): Digest {
  return hash('sha1', identity, 'buffer');
}
