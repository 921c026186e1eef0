/** Rows of a few numbers each, of keys of a KeyTable; made once and filled again and again, so that reading makes no garbage. */
export class RowBuffer {
  /** Numbers in a row. */
  readonly width: number;
  #keys = new Int32Array(1024);
  #numbers: Float64Array;
  #count = 0;

  constructor(width: number) {
    this.width = width;
    this.#numbers = new Float64Array(this.#keys.length * width);
  }

  /** How many rows there are. */
  get count(): number {
    return this.#count;
  }

  /** The numbers of all rows one after the other, and of the next row, which counts once {@link commit} is called. */
  get numbers(): Float64Array {
    return this.#numbers;
  }

  /** The key of a row. */
  keyAt(row: number): number {
    return this.#keys[row]!;
  }

  /** Forgets all rows. */
  clear(): void {
    this.#count = 0;
  }

  /** Takes the next row in, of this key; its numbers were written behind those of the rows before it. */
  commit(key: number): void {
    this.#keys[this.#count++] = key;
    if (this.#count < this.#keys.length) return;
    const keys = new Int32Array(this.#keys.length * 2);
    keys.set(this.#keys);
    this.#keys = keys;
    const numbers = new Float64Array(keys.length * this.width);
    numbers.set(this.#numbers);
    this.#numbers = numbers;
  }
}

/** Some of a buffer's rows: from `from` to before `to`. Good until the buffer is filled again. */
export type RowBlock = { readonly buffer: RowBuffer; readonly from: number; readonly to: number };
