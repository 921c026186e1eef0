import { UNKNOWN } from './run-batch.ts';
import type { TextTable } from './text-table.ts';

/** What a field gives that is not of the usual form: the row is to be read the long way. */
export const ODD = -2;

export const NEWLINE = 10;
export const PIPE = 124;
const ZERO = 48;
const DOT = 46;
const COLON = 58;
const DASH = 45;
const PLUS = 43;
const UNDERSCORE = 95;

const BATCH = Buffer.from('batch');
const EXTERN = Buffer.from('extern');
const INTERACTIVE = Buffer.from('interactive');
const NONE = Buffer.from('None');
const NEVER = Buffer.from('Unknown');

/** As many digits as a whole number is exact with, one less. */
const MOST_DIGITS = 15;
const TENS = Array.from({ length: MOST_DIGITS + 1 }, (_, power) => 10 ** power);

/**
 * Reads fields of rows of sacct from bytes: forms that nearly all rows have, and {@link ODD} for any other. Each method
 * begins at `at` and leaves it at the byte that ends the field, a `|` or a newline; the bytes must end in a newline.
 */
export class FieldCursor {
  bytes: Buffer = Buffer.alloc(0);
  at = 0;
  /** Bytes of one K, M, G, T, P, by the letter; 0: not a unit. */
  readonly #units: Float64Array;

  constructor(memoryBase: number) {
    this.#units = new Float64Array(256);
    for (const [power, letter] of ['K', 'M', 'G', 'T', 'P'].entries()) {
      this.#units[letter.charCodeAt(0)] = memoryBase ** (power + 1);
    }
  }

  /** Passes over this byte; false when another one is there. */
  passes(byte: number): boolean {
    if (this.bytes[this.at] !== byte) return false;
    this.at++;
    return true;
  }

  /** Passes over `123`, `123_4` or `123+4`; false for anything else. It is not said what follows. */
  jobId(): boolean {
    const start = this.at;
    this.#digits();
    if (this.at === start) return false;
    if (!this.passes(UNDERSCORE) && !this.passes(PLUS)) return true;
    const part = this.at;
    this.#digits();
    return this.at > part;
  }

  /** Passes over `.batch`, `.extern` or `.0`; false, without moving, where no such step follows. */
  stepId(): boolean {
    const start = this.at;
    if (!this.passes(DOT)) return false;
    const name = this.at;
    this.#digits();
    if (this.at > name && this.#isEnd()) return true;
    this.at = name;
    this.skip(1);
    if (this.#isWord(name, BATCH) || this.#isWord(name, EXTERN) || this.#isWord(name, INTERACTIVE)) return true;
    this.at = start;
    return false;
  }

  /** Passes over so many fields, of at least one; false where the row ends before. */
  skip(fields: number): boolean {
    const { bytes } = this;
    let at = this.at;
    let left = fields;
    let byte = bytes[at]!;
    // Counted without a branch: where a `|` comes next cannot be foretold, and each wrong guess costs as much as ten bytes.
    for (left -= byte === PIPE ? 1 : 0; left > 0 && byte !== NEWLINE; left -= byte === PIPE ? 1 : 0)
      byte = bytes[++at]!;
    this.at = at;
    return byte === PIPE || left === 1;
  }

  /** A whole number of at most `mostDigits` digits. */
  whole(mostDigits: number): number {
    const start = this.at;
    const value = this.#digits();
    const length = this.at - start;
    return length > 0 && length <= mostDigits && this.#isEnd() ? value : ODD;
  }

  /** Epoch seconds from 1 on; {@link UNKNOWN} for `None`, `Unknown` and nothing. */
  instant(): number {
    const { bytes } = this;
    const start = this.at;
    const first = bytes[start]!;
    if (first > ZERO && first <= ZERO + 9) return this.whole(11);
    if (first === ZERO) return ODD;
    this.skip(1);
    return this.at === start || this.#isWord(start, NONE) || this.#isWord(start, NEVER) ? UNKNOWN : ODD;
  }

  /** A size in bytes: digits, perhaps with a fraction and a unit; {@link UNKNOWN} for nothing. */
  size(): number {
    if (this.#isEnd()) return UNKNOWN;
    const value = this.#sizeHere();
    return this.#isEnd() ? value : ODD;
  }

  /** The `mem` of a TRES text in bytes; {@link UNKNOWN} where it has none. */
  usedMemory(): number {
    const { bytes } = this;
    let at = this.at;
    for (;;) {
      if (bytes[at] === 109 && bytes[at + 1] === 101 && bytes[at + 2] === 109 && bytes[at + 3] === 61) break;
      let byte = bytes[at]!;
      while (byte !== 44 && byte !== PIPE && byte !== NEWLINE) byte = bytes[++at]!;
      if (byte !== 44) {
        this.at = at;
        return UNKNOWN;
      }
      at++;
    }
    this.at = at + 4;
    const value = this.#isEnd() || bytes[this.at] === 44 ? UNKNOWN : this.#sizeHere();
    if (bytes[this.at] !== 44 && !this.#isEnd()) return ODD;
    this.skip(1);
    return value;
  }

  /** Seconds of `[[D-]HH:]MM:SS[.mmm]`; {@link UNKNOWN} for nothing. */
  cpuTime(): number {
    if (this.#isEnd()) return UNKNOWN;
    const start = this.at;
    const first = this.#part();
    const isShort = this.at - start <= 2;
    if (this.passes(DASH)) {
      const hours = this.#part();
      if (hours < 0 || !this.passes(COLON)) return ODD;
      const minutes = this.#twoDigits();
      return this.passes(COLON) ? this.#secondsOf(first * 24 + hours, minutes, this.#twoDigits()) : ODD;
    }
    if (!this.passes(COLON)) return ODD;
    const second = this.#twoDigits();
    if (this.passes(COLON)) return this.#secondsOf(first, second, this.#twoDigits());
    return isShort ? this.#secondsOf(0, first, second) : ODD;
  }

  /** What a text means. */
  text<T>(table: TextTable<T>): T {
    const { bytes } = this;
    const start = this.at;
    let at = start;
    let hash = 0;
    for (let byte = bytes[at]!; byte !== PIPE && byte !== NEWLINE; byte = bytes[++at]!) {
      hash = ((hash << 5) - hash + byte) | 0;
    }
    this.at = at;
    return table.find(bytes, start, at, hash);
  }

  /** Whether a word stands between `from` and here. */
  #isWord(from: number, word: Uint8Array): boolean {
    if (this.at - from !== word.length) return false;
    for (let at = 0; at < word.length; at++) if (this.bytes[from + at] !== word[at]) return false;
    return true;
  }

  #isEnd(): boolean {
    const byte = this.bytes[this.at];
    return byte === PIPE || byte === NEWLINE;
  }

  #digits(): number {
    const { bytes } = this;
    let at = this.at;
    let value = 0;
    for (let digit = bytes[at]! - ZERO; digit >= 0 && digit <= 9; digit = bytes[++at]! - ZERO) {
      value = value * 10 + digit;
    }
    this.at = at;
    return value;
  }

  /** One to nine digits; negative for anything else. */
  #part(): number {
    const start = this.at;
    const value = this.#digits();
    const length = this.at - start;
    return length > 0 && length <= 9 ? value : ODD;
  }

  #twoDigits(): number {
    const start = this.at;
    const value = this.#digits();
    return this.at - start === 2 ? value : ODD;
  }

  /** All of a time, with the fraction of a second that may still come; the parts may be negative. */
  #secondsOf(hours: number, minutes: number, seconds: number): number {
    if (hours < 0 || minutes < 0 || seconds < 0 || seconds > 59) return ODD;
    const millis = this.passes(DOT) ? this.#millis() : 0;
    if (millis < 0 || !this.#isEnd()) return ODD;
    return (hours * 60 + minutes) * 60 + seconds + millis / 1000;
  }

  #millis(): number {
    const start = this.at;
    const value = this.#digits();
    const length = this.at - start;
    return length > 0 && length <= 3 ? value * TENS[3 - length]! : ODD;
  }

  /** Digits over a power of ten are what `Number` makes of the decimal text: both are exact, the quotient is rounded. */
  #sizeHere(): number {
    const { bytes } = this;
    const start = this.at;
    let value = this.#digits();
    let length = this.at - start;
    if (length === 0 || length > MOST_DIGITS) return ODD;
    if (bytes[this.at] === DOT) {
      const point = ++this.at;
      const fraction = this.#digits();
      const places = this.at - point;
      length += places;
      if (places === 0 || length > MOST_DIGITS) return ODD;
      value = (value * TENS[places]! + fraction) / TENS[places]!;
    }
    const unit = this.#units[bytes[this.at]!]!;
    if (unit === 0) return value;
    this.at++;
    const size = value * unit;
    return size <= Number.MAX_SAFE_INTEGER ? size : ODD;
  }
}
