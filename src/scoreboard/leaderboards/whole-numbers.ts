/** Bytes that a whole number below 2^53 takes at most. */
const MOST_BYTES = 8;

/** Numbers below it fit 32 bits, where a shift takes the place of a division. */
const SMALL = 2 ** 31;

/**
 * Whole numbers from 0 to 2^53 - 1 as bytes: seven bits a byte, the low ones first, the eighth bit set where more
 * follow (LEB128, as in DWARF and WebAssembly). Most counters are small, and take a byte or two.
 */
export function packNumbers(lists: readonly Float64Array[]): Buffer {
  const count = lists.reduce((sum, { length }) => sum + length, 0);
  const bytes = Buffer.allocUnsafeSlow(count * MOST_BYTES);
  let at = 0;
  for (const list of lists) {
    for (let index = 0; index < list.length; index++) {
      let value = list[index]!;
      for (; value >= SMALL; value = Math.floor(value / 128)) bytes[at++] = (value % 128) + 128;
      let small = value | 0;
      for (; small >= 128; small >>= 7) bytes[at++] = (small & 127) + 128;
      bytes[at++] = small;
    }
  }
  return bytes.subarray(0, at);
}

/** Fills lists with packed numbers, one after the other; false when there are fewer or more of them than places. */
export function unpackNumbers(bytes: Buffer, lists: readonly Float64Array[]): boolean {
  let at = 0;
  for (const list of lists) {
    for (let index = 0; index < list.length; index++) {
      let value = bytes[at++]!;
      for (let scale = 128, more = value; more >= 128; scale *= 128) {
        more = bytes[at++]!;
        // The 1 takes back the bit that said that more follows.
        value += (more - 1) * scale;
      }
      list[index] = value;
    }
  }
  return at === bytes.length;
}
