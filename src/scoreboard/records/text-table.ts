const LEAST_SLOTS = 256;
/** Beyond so many different texts of one column they hardly come again: the table is emptied. */
const MOST_TEXTS = 65_536;
const FIRST_STORE_BYTES = 4096;
/** Longer texts are read each time, and no more than so many bytes are kept: rows may be of a million bytes. */
const LONGEST_TEXT = 1024;
const MOST_STORE_BYTES = 4_194_304;

/**
 * What texts of one column mean, found by their bytes: a text is decoded and read once, and then known. Most columns
 * have few different ones.
 */
export class TextTable<T> {
  readonly #meaningOf: (text: string) => T;
  #slots = new Int32Array(LEAST_SLOTS);
  #hashes: number[] = [];
  /** Where each text begins in the store, and one more. */
  #starts: number[] = [0];
  #store = Buffer.alloc(FIRST_STORE_BYTES);
  #meanings: T[] = [];

  constructor(meaningOf: (text: string) => T) {
    this.#meaningOf = meaningOf;
  }

  /** The meaning of `bytes[from..to)`, whose hash is given: any function of these bytes alone. */
  find(bytes: Buffer, from: number, to: number, hash: number): T {
    const slots = this.#slots;
    const mask = slots.length - 1;
    for (let slot = spread(hash) & mask; ; slot = (slot + 1) & mask) {
      const entry = slots[slot]! - 1;
      if (entry < 0) return this.#add(bytes, from, to, hash);
      if (this.#hashes[entry] === hash && this.#isAt(entry, bytes, from, to)) return this.#meanings[entry]!;
    }
  }

  #isAt(entry: number, bytes: Buffer, from: number, to: number): boolean {
    const start = this.#starts[entry]!;
    if (this.#starts[entry + 1]! - start !== to - from) return false;
    const store = this.#store;
    for (let at = from, own = start; at < to; at++, own++) if (bytes[at] !== store[own]) return false;
    return true;
  }

  #add(bytes: Buffer, from: number, to: number, hash: number): T {
    if (to - from > LONGEST_TEXT) return this.#meaningOf(bytes.toString('utf8', from, to));
    const isFull = this.#starts.at(-1)! + to - from > MOST_STORE_BYTES;
    if (isFull || this.#meanings.length >= MOST_TEXTS) this.#empty();
    if ((this.#meanings.length + 1) * 2 > this.#slots.length) this.#grow();
    const start = this.#starts.at(-1)!;
    const end = start + to - from;
    if (end > this.#store.length) {
      const larger = Buffer.alloc(Math.max(end, this.#store.length * 2));
      larger.set(this.#store);
      this.#store = larger;
    }
    this.#store.set(bytes.subarray(from, to), start);
    const meaning = this.#meaningOf(bytes.toString('utf8', from, to));
    this.#starts.push(end);
    this.#hashes.push(hash);
    this.#meanings.push(meaning);
    this.#place(hash, this.#meanings.length);
    return meaning;
  }

  #place(hash: number, number: number): void {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = spread(hash) & mask;
    while (slots[slot] !== 0) slot = (slot + 1) & mask;
    slots[slot] = number;
  }

  #grow(): void {
    this.#slots = new Int32Array(this.#slots.length * 2);
    for (const [entry, hash] of this.#hashes.entries()) this.#place(hash, entry + 1);
  }

  #empty(): void {
    this.#slots = new Int32Array(LEAST_SLOTS);
    this.#hashes = [];
    this.#starts = [0];
    this.#meanings = [];
  }
}

/** The low bits of a hash decide the slot, so the high ones are mixed in. */
function spread(hash: number): number {
  return hash ^ (hash >>> 15);
}
