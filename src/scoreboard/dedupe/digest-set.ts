import type { Digest } from '../records/digest.ts';
import { DIGEST_WORDS } from '../records/run-batch.ts';

const WORDS = DIGEST_WORDS;

/**
 * An exact set of digests in 16 bytes each: open addressing over their first 128 bits. Two different digests that
 * agree in these are as likely as a collision of MD5 by chance, below 1e-24 for a million runs. The first word is made
 * odd, because 0 marks an empty slot.
 */
export class DigestSet {
  #words = new Uint32Array(WORDS * 1024);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  has(digest: Digest, at = 0): boolean {
    return this.#words[this.#slotOf(digest, at)] !== 0;
  }

  /** Adds a digest; false when it was there. */
  add(digest: Digest, at = 0): boolean {
    const slot = this.#slotOf(digest, at);
    if (this.#words[slot] !== 0) return false;
    this.#put(slot, digest, at);
    this.#size++;
    if (this.#size * WORDS * 2 > this.#words.length) this.#grow();
    return true;
  }

  #put(slot: number, digest: Digest, at: number): void {
    const words = this.#words;
    words[slot] = digest[at]! | 1;
    words[slot + 1] = digest[at + 1]!;
    words[slot + 2] = digest[at + 2]!;
    words[slot + 3] = digest[at + 3]!;
  }

  /** Where a digest is, or the empty slot where it belongs. */
  #slotOf(digest: Digest, at: number): number {
    const words = this.#words;
    const first = (digest[at]! | 1) >>> 0;
    // The number of slots is a power of two.
    const mask = words.length / WORDS - 1;
    for (let slot = digest[at + 1]! & mask; ; slot = (slot + 1) & mask) {
      const place = slot * WORDS;
      if (words[place] === 0) return place;
      const same =
        words[place] === first &&
        words[place + 1] === digest[at + 1] &&
        words[place + 2] === digest[at + 2] &&
        words[place + 3] === digest[at + 3];
      if (same) return place;
    }
  }

  #grow(): void {
    const old = this.#words;
    this.#words = new Uint32Array(old.length * 2);
    for (let at = 0; at < old.length; at += WORDS) {
      if (old[at] !== 0) this.#put(this.#slotOf(old, at), old, at);
    }
  }
}
