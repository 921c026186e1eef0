import { randomBytes } from 'node:crypto';

/** Bytes that nobody can guess. */
export function randomKey(length: number): Buffer {
  return randomBytes(length);
}
