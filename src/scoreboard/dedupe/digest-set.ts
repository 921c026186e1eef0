import type { Digest } from './digest.ts';

const WORDS = 4;

/**
 * An exact set of digests in 16 bytes each: open addressing over their first 128 bits. Two different digests that
 * agree in these are as likely as a collision of MD5 by chance, below 1e-24 for a million runs.
 */
export class DigestSet {
  #words = new Uint32Array(WORDS * 1024);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  has(digest: Digest): boolean {
    return this.#words[this.#slotOf(keyOf(digest))] !== 0;
  }

  /** Adds a digest; false when it was there. */
  add(digest: Digest): boolean {
    const key = keyOf(digest);
    const slot = this.#slotOf(key);
    if (this.#words[slot] !== 0) return false;
    this.#words.set(key, slot);
    this.#size++;
    if (this.#size * WORDS * 2 > this.#words.length) this.#grow();
    return true;
  }

  /** Where a key is, or the empty slot where it belongs. */
  #slotOf(key: Key): number {
    const words = this.#words;
    const slots = words.length / WORDS;
    for (let slot = key[0] % slots; ; slot = (slot + 1) % slots) {
      const at = slot * WORDS;
      const empty = words[at] === 0;
      const same =
        words[at] === key[0] && words[at + 1] === key[1] && words[at + 2] === key[2] && words[at + 3] === key[3];
      if (empty || same) return at;
    }
  }

  #grow(): void {
    const old = this.#words;
    this.#words = new Uint32Array(old.length * 2);
    for (let at = 0; at < old.length; at += WORDS) {
      if (old[at] === 0) continue;
      const key: Key = [old[at]!, old[at + 1]!, old[at + 2]!, old[at + 3]!];
      this.#words.set(key, this.#slotOf(key));
    }
  }
}

type Key = readonly [number, number, number, number];

/** The first word is made odd, because 0 marks an empty slot. */
function keyOf(digest: Digest): Key {
  return [digest.readUInt32BE(0) | 1, digest.readUInt32BE(4), digest.readUInt32BE(8), digest.readUInt32BE(12)].map(
    (word) => word >>> 0,
  ) as unknown as Key;
}
