const FIRST_BYTES = 65_536;
const ZERO = 48;
/** Digits of the greatest whole number that is exact, and one more. */
const MOST_DIGITS = 17;
const TEN_TO_9 = 1_000_000_000;

/** UTF-8 text of many megabytes, most of it numbers, written piece by piece: it is never there as a string. */
export class JsonBytes {
  #bytes: Buffer = Buffer.allocUnsafeSlow(FIRST_BYTES);
  #length = 0;
  readonly #digits = new Uint8Array(MOST_DIGITS);

  /** Adds a text. */
  text(text: string): void {
    // A character of UTF-16 takes at most three bytes in UTF-8.
    this.#makeRoom(text.length * 3);
    this.#length += this.#bytes.write(text, this.#length);
  }

  /** Adds bytes of UTF-8. */
  raw(bytes: Uint8Array): void {
    this.#makeRoom(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** Adds whole numbers from 0 to 2^53 - 1 with commas between them. Throws RangeError for any other number. */
  wholes(values: ArrayLike<number>, from: number, to: number): void {
    this.#makeRoom((to - from) * (MOST_DIGITS + 1));
    for (let at = from; at < to; at++) {
      if (at > from) this.#bytes[this.#length++] = COMMA;
      this.#whole(values[at]!);
    }
  }

  /** Takes the last bytes back. */
  takeBack(bytes: number): void {
    this.#length -= bytes;
  }

  /** What was written; good until more is. */
  get bytes(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }

  #whole(value: number): void {
    if (value >= 0 && (value | 0) === value) {
      this.#int(value, 1);
      return;
    }
    if (!(value > 0 && Number.isSafeInteger(value)))
      throw new RangeError(`${value} is no whole number from 0 to 2^53 - 1`);
    const upper = Math.floor(value / TEN_TO_9);
    // 2^53 has 16 digits: the upper part is below 10^7.
    this.#int(upper | 0, 1);
    this.#int((value - upper * TEN_TO_9) | 0, 9);
  }

  #int(value: number, leastDigits: number): void {
    const digits = this.#digits;
    let count = 0;
    for (let left = value; left > 0 || count < leastDigits; count++) {
      const tenth = (left / 10) | 0;
      digits[count] = ZERO + left - tenth * 10;
      left = tenth;
    }
    const bytes = this.#bytes;
    let at = this.#length;
    while (count > 0) bytes[at++] = digits[--count]!;
    this.#length = at;
  }

  #makeRoom(bytes: number): void {
    const needed = this.#length + bytes;
    if (needed <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, this.#bytes.length * 2));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}

const COMMA = 44;
