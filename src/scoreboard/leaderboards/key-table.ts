import { splitKey } from '../rollups/totals.ts';

/** Slots for the first names; a power of two. */
const FIRST_SLOTS = 1024;
const FNV_PRIME = 16_777_619;

/**
 * Numbers users in their accounts from 0 on, in the order in which they are first met. A name is looked up by the
 * bytes between the outer quotes of the row `["USER","ACCOUNT",…` of a rollup file, so that a row that was met before
 * makes no text.
 */
export class KeyTable {
  readonly #names: Buffer[] = [];
  #slots = new Int32Array(FIRST_SLOTS);

  /** How many there are. */
  get size(): number {
    return this.#names.length;
  }

  /** The number of the name that stands in `bytes` from `start` to `end`. */
  numberOf(bytes: Buffer, start: number, end: number): number {
    let slot = this.#firstSlot(bytes, start, end);
    for (let entry = this.#slots[slot]!; entry !== 0; entry = this.#slots[slot]!) {
      const name = this.#names[entry - 1]!;
      if (name.length === end - start && isAt(bytes, start, name)) return entry - 1;
      slot = (slot + 1) & (this.#slots.length - 1);
    }
    return this.#add(Buffer.from(bytes.subarray(start, end)), slot);
  }

  /** The number of a key of {@link splitKey}. */
  numberOfKey(key: string): number {
    const { user, account } = splitKey(key);
    const name = Buffer.from(JSON.stringify([user, account]).slice(2, -2));
    return this.numberOf(name, 0, name.length);
  }

  /** User and account of a number. */
  nameAt(number: number): { user: string; account: string } {
    const [user = '', account = ''] = JSON.parse(`["${this.#names[number]!.toString('utf8')}"]`) as string[];
    return { user, account };
  }

  /** The bytes of a number's name, as {@link numberOf} takes them. */
  bytesAt(number: number): Buffer {
    return this.#names[number]!;
  }

  #firstSlot(bytes: Buffer, start: number, end: number): number {
    let hash = 0;
    for (let index = start; index < end; index++) hash = Math.imul(hash ^ bytes[index]!, FNV_PRIME);
    return (hash ^ (hash >>> 15)) & (this.#slots.length - 1);
  }

  #add(name: Buffer, slot: number): number {
    this.#names.push(name);
    this.#slots[slot] = this.#names.length;
    if (this.#names.length * 2 > this.#slots.length) this.#grow();
    return this.#names.length - 1;
  }

  #grow(): void {
    this.#slots = new Int32Array(this.#slots.length * 2);
    for (const [index, name] of this.#names.entries()) {
      let slot = this.#firstSlot(name, 0, name.length);
      while (this.#slots[slot] !== 0) slot = (slot + 1) & (this.#slots.length - 1);
      this.#slots[slot] = index + 1;
    }
  }
}

function isAt(bytes: Buffer, start: number, name: Buffer): boolean {
  for (let index = 0; index < name.length; index++) {
    if (bytes[start + index] !== name[index]) return false;
  }
  return true;
}
