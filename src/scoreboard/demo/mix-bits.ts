/**
 * Spreads the bits of a 32-bit number so that neighbours come out unrelated; a bijection on unsigned 32-bit numbers.
 * Source of the constants: Chris Wellons, "Prospecting for Hash Functions" (lowbias32).
 */
export function mixBits(value: number): number {
  let bits = value | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x21f0aaad);
  bits = Math.imul(bits ^ (bits >>> 15), 0x735a2d97);
  return (bits ^ (bits >>> 15)) >>> 0;
}
