import { createHmac } from 'node:crypto';

/** Stands before the name, so that the key's other uses, if ever there are any, give other bytes. */
const PURPOSE = 'slurm-sb pseudonym 1\n';

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';
const CHARACTERS = 10;

const PSEUDONYM = /^user-[a-z2-7]{10}$/;

/**
 * The pseudonym of a user: `user-` and ten base-32 characters (50 bits) of the HMAC-SHA-256 of the name under the root's
 * key. Without the key nobody can tell it from chance (RFC 2104), and another root has another key. Two of n users share
 * one with a probability of n^2 / 2^51: 4 in a million for 100,000; they would then be one row.
 */
export function pseudonymOf(key: Buffer, user: string): string {
  const digest = createHmac('sha256', key).update(`${PURPOSE}${user}`).digest();
  let bits = digest.readBigUInt64BE(0);
  let text = '';
  for (let count = 0; count < CHARACTERS; count++) {
    text += BASE32[Number(bits & 31n)];
    bits >>= 5n;
  }
  return `user-${text}`;
}

/** Whether a name has the form of a pseudonym. */
export function isPseudonym(name: string): boolean {
  return PSEUDONYM.test(name);
}
