import bloomFilters from 'bloom-filters';
import type { Digest } from '../records/digest.ts';

/** Stands for a second hash of 0, which would put all bits of a run in one place (2^64 / golden ratio, odd). */
const SECOND_IF_ZERO = [0x9e3779b9, 0x7f4a7c15] as const;

/**
 * One Bloom filter over digests: the bit array of `bloom-filters` under this project's own indexes, so that a file
 * can be read anywhere and adding costs no further hashing. h1 and h2 are the digest's first and second 8 bytes, big-endian, and
 * bit i is (h1 + i * h2) mod m over unbounded integers (Kirsch and Mitzenmacher 2006), in byte i >> 3 under mask
 * 1 << (i & 7).
 */
export class SeenLayer extends bloomFilters.BloomFilter {
  /** Runs the layer is made for. */
  readonly capacity: number;
  /** Wanted rate of false positives when it holds `capacity` runs. */
  readonly targetRate: number;
  /** Runs added. */
  count: number;

  constructor(capacity: number, rate: number) {
    const { size, hashes } = optimum(capacity, rate);
    if (size >= MOST_BITS) throw new RangeError(`a layer for ${capacity} runs at ${rate} needs more than 2^31 bits`);
    super(size, hashes);
    this.capacity = capacity;
    this.targetRate = rate;
    this.count = 0;
  }

  /** m, the number of bits. */
  get bits(): number {
    return this._size;
  }

  /** k, the number of bits a run sets. */
  get hashes(): number {
    return this._nbHashes;
  }

  /** The bits as bytes; shared, not copied. */
  get bytes(): Uint8Array {
    return this._filter.array;
  }

  /** Takes over saved bits. Throws RangeError when they are not as many as the layer has. */
  restore(bytes: Uint8Array, count: number): void {
    if (bytes.length !== this.bytes.length) throw new RangeError(`${bytes.length} bytes for ${this.bits} bits`);
    this.bytes.set(bytes);
    this.count = count;
  }

  addDigest(digest: Digest, at = 0): void {
    const bytes = this.bytes;
    const m = this._size;
    const step = stepOf(digest, at, m) | 0;
    // The distance to m instead of the index: it is negative and fits 32 bits also after a step.
    let under = (firstIndex(digest, at, m) - m) | 0;
    for (let left = this._nbHashes; left > 0; left--) {
      const index = under + m;
      bytes[index >> 3]! |= 1 << (index & 7);
      under += step;
      if (under >= 0) under -= m;
    }
    this.count++;
  }

  hasDigest(digest: Digest, at = 0): boolean {
    const bytes = this.bytes;
    const m = this._size;
    const step = stepOf(digest, at, m) | 0;
    let under = (firstIndex(digest, at, m) - m) | 0;
    for (let left = this._nbHashes; left > 0; left--) {
      const index = under + m;
      if ((bytes[index >> 3]! & (1 << (index & 7))) === 0) return false;
      under += step;
      if (under >= 0) under -= m;
    }
    return true;
  }

  /** A layer with the same bits that can grow apart from this one. */
  copy(): SeenLayer {
    const copy = new SeenLayer(this.capacity, this.targetRate);
    copy.restore(this.bytes, this.count);
    return copy;
  }
}

/** Whether a file may ask for a layer of this shape, before any memory is taken for it. */
export function hasShape(capacity: number, rate: number, { bits, hashes }: { bits: number; hashes: number }): boolean {
  if (!(rate < 1) || capacity > MOST_BITS) return false;
  const { size, hashes: wanted } = optimum(capacity, rate);
  return size === bits && wanted === hashes && size < MOST_BITS;
}

/** Bits are numbered in 32 bits with a sign: enough for a hundred million runs. */
const MOST_BITS = 2 ** 31;

/** Bloom's optimum (1970): m = ceil(-n ln p / (ln 2)^2) bits, k = round(m / n ln 2) hashes. */
function optimum(capacity: number, rate: number): { size: number; hashes: number } {
  const size = Math.ceil((-capacity * Math.log(rate)) / Math.LN2 ** 2);
  return { size, hashes: Math.max(1, Math.round((size / capacity) * Math.LN2)) };
}

function firstIndex(digest: Digest, at: number, m: number): number {
  return remainder(digest[at]!, digest[at + 1]!, m);
}

function stepOf(digest: Digest, at: number, m: number): number {
  const high = digest[at + 2]!;
  const low = digest[at + 3]!;
  return high === 0 && low === 0 ? remainder(...SECOND_IF_ZERO, m) : remainder(high, low, m);
}

/** (high * 2^32 + low) mod m without leaving exact integers; both are 32 bits, m is below 2^31. */
function remainder(high: number, low: number, m: number): number {
  const upper = modulo(modulo(high, m) * 65_536 + (low >>> 16), m);
  return modulo(upper * 65_536 + (low & 0xffff), m);
}

/**
 * value mod m for whole numbers, value below 2^48. (The operator takes more than twice as long for what is above 2^31.) The
 * quotient is rounded by less than 2^-53 of it, which is less than the 1/m it would take to reach the next whole number.
 */
function modulo(value: number, m: number): number {
  return value - Math.floor(value / m) * m;
}
