import type { Digest } from '../records/digest.ts';

/** Share of its slots up to which a table is filled. */
const FULLEST = 0.7;
const LEAST_SLOTS = 4096;

/**
 * A set of digests in about 6 bytes each that may take one for another: tables of 32 bits a slot, open addressing by
 * the second word, told apart by the third. A digest that was never added is taken for one that was with a
 * probability of below 2e-9: the few neighbours it is compared with, times 2^-32. (Bits of a Bloom filter that are
 * made from two hashes do not get below about 1e-8 however many they are.)
 */
export class Fingerprints {
  /** Each for twice as many as the one before; the last one takes new ones. */
  readonly #tables: Uint32Array[];
  #left: number;

  /** `expected`: how many it is made for; more make it slower. */
  constructor(expected: number) {
    const slots = Math.max(LEAST_SLOTS, Math.ceil(expected / FULLEST));
    this.#tables = [new Uint32Array(slots)];
    this.#left = Math.floor(slots * FULLEST);
  }

  /** Adds a digest; false when it was there, or one that looks like it. */
  add(digest: Digest, at = 0): boolean {
    const place = digest[at + 1]! / 2 ** 32;
    // 0 marks an empty slot.
    const mark = digest[at + 2]! === 0 ? 1 : digest[at + 2]!;
    const tables = this.#tables;
    for (let index = tables.length - 1; index > 0; index--) {
      const table = tables[index - 1]!;
      if (table[slotOf(table, place, mark)] !== 0) return false;
    }
    const table = tables[tables.length - 1]!;
    const slot = slotOf(table, place, mark);
    if (table[slot] !== 0) return false;
    table[slot] = mark;
    this.#left--;
    if (this.#left === 0) this.#grow();
    return true;
  }

  #grow(): void {
    const slots = this.#tables.at(-1)!.length * 2;
    this.#tables.push(new Uint32Array(slots));
    this.#left = Math.floor(slots * FULLEST);
  }
}

/** Where a mark is, or the empty slot where it belongs; `place`: 0 to below 1. */
function slotOf(table: Uint32Array, place: number, mark: number): number {
  const slots = table.length;
  for (let slot = Math.floor(place * slots); ; slot = slot + 1 === slots ? 0 : slot + 1) {
    const found = table[slot]!;
    if (found === 0 || found === mark) return slot;
  }
}
