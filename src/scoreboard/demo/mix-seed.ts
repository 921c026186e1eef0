import { mixBits } from './mix-bits.ts';

/**
 * One unsigned 32-bit seed from several parts, in order: the same parts give the same seed everywhere, and parts that
 * differ in anything give an unrelated one. This is what makes a day's jobs the same whoever asks, and whenever.
 */
export function mixSeed(...parts: (string | number)[]): number {
  let seed = 0x9e3779b9;
  for (const part of parts) {
    seed = typeof part === 'number' ? mixBits(seed ^ mixBits(part)) : mixText(seed, part);
  }
  return seed;
}

function mixText(start: number, text: string): number {
  let seed = mixBits(start ^ text.length);
  for (let index = 0; index < text.length; index++) seed = mixBits(seed ^ text.charCodeAt(index));
  return seed;
}
