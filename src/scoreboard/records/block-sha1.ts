/** The longest text that fits into one block beside the bit that ends it and its length. */
export const ONE_BLOCK_BYTES = 55;

/**
 * SHA-1 (FIPS 180-4) of texts that fit into one block. A call of node:crypto takes a microsecond for its way into
 * OpenSSL and a buffer of its own; this takes a fifth of it, with nothing allocated.
 */
export class BlockSha1 {
  /** Where the text is written before {@link digest}. */
  readonly bytes = new Uint8Array(64);
  readonly #words = new Int32Array(80);

  /** Puts the first four words of the digest of `bytes[0..length)` into `into` at `at`; length is 0 to 55. */
  digest(length: number, into: Uint32Array, at: number): void {
    this.#load(length);
    const words = this.#words;
    let a = 0x67452301;
    let b = 0xefcdab89 | 0;
    let c = 0x98badcfe | 0;
    let d = 0x10325476;
    let e = 0xc3d2e1f0 | 0;
    let t: number;
    for (let i = 0; i < 20; i++) {
      t = (((a << 5) | (a >>> 27)) + ((b & c) | (~b & d)) + e + 0x5a827999 + words[i]!) | 0;
      e = d;
      d = c;
      c = (b << 30) | (b >>> 2);
      b = a;
      a = t;
    }
    for (let i = 20; i < 40; i++) {
      t = (((a << 5) | (a >>> 27)) + (b ^ c ^ d) + e + 0x6ed9eba1 + words[i]!) | 0;
      e = d;
      d = c;
      c = (b << 30) | (b >>> 2);
      b = a;
      a = t;
    }
    for (let i = 40; i < 60; i++) {
      t = (((a << 5) | (a >>> 27)) + ((b & c) | (b & d) | (c & d)) + e + 0x8f1bbcdc + words[i]!) | 0;
      e = d;
      d = c;
      c = (b << 30) | (b >>> 2);
      b = a;
      a = t;
    }
    for (let i = 60; i < 80; i++) {
      t = (((a << 5) | (a >>> 27)) + (b ^ c ^ d) + e + 0xca62c1d6 + words[i]!) | 0;
      e = d;
      d = c;
      c = (b << 30) | (b >>> 2);
      b = a;
      a = t;
    }
    into[at] = a + 0x67452301;
    into[at + 1] = b + 0xefcdab89;
    into[at + 2] = c + 0x98badcfe;
    into[at + 3] = d + 0x10325476;
  }

  #load(length: number): void {
    const { bytes } = this;
    const words = this.#words;
    bytes.fill(0, length);
    bytes[length] = 0x80;
    for (let i = 0; i < 15; i++) {
      const at = i * 4;
      words[i] = (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!;
    }
    words[15] = length * 8;
    for (let i = 16; i < 80; i++) {
      const x = words[i - 3]! ^ words[i - 8]! ^ words[i - 14]! ^ words[i - 16]!;
      words[i] = (x << 1) | (x >>> 31);
    }
  }
}
