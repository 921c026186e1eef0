export const NEWLINE = 10;

/** Longest line that is read; an array of a million tasks lists as many as that in one cell. */
export const LONGEST_LINE_BYTES = 1_048_576;

/** How much of a longer line is told. */
export const TOLD_BYTES = 1_000;

/** Who takes the lines: whole ones, `bytes[from..to)`, many at once; and the beginning of a line that is too long. */
export type LineTaker = {
  readonly rows: (bytes: Buffer, from: number, to: number) => void;
  readonly longRow: (start: string) => void;
};

/**
 * Cuts a stream of bytes into blocks of whole lines; of the bytes of a chunk only those of a line that goes on in the
 * next one are copied. Of a line of more than 1 MiB only the beginning is kept, and handed on once it has ended: what
 * remains of a row could be taken for another one.
 */
export class LineBlocks {
  readonly #taker: LineTaker;
  /** Of the line that goes on. */
  #pieces: Buffer[] = [];
  #length = 0;
  #isLong = false;

  constructor(taker: LineTaker) {
    this.#taker = taker;
  }

  push(chunk: Buffer): void {
    const stop = chunk.lastIndexOf(NEWLINE);
    let start = 0;
    if (stop >= 0 && this.#length > 0) {
      start = chunk.indexOf(NEWLINE) + 1;
      this.#endLine(chunk.subarray(0, start));
    }
    if (start <= stop) this.#taker.rows(chunk, start, stop + 1);
    this.#keep(chunk.subarray(stop + 1));
  }

  /** Ends the stream; returns what stood after the last newline, null when nothing did. */
  end(): string | null {
    const rest = Buffer.concat(this.#pieces).toString('utf8');
    this.#forget();
    return rest === '' ? null : rest;
  }

  #endLine(end: Buffer): void {
    const line = Buffer.concat([...this.#pieces, end]);
    if (this.#isLong || this.#length + end.length - 1 > LONGEST_LINE_BYTES) {
      this.#taker.longRow(line.subarray(0, Math.min(TOLD_BYTES, line.length - 1)).toString('utf8'));
    } else {
      this.#taker.rows(line, 0, line.length);
    }
    this.#forget();
  }

  #keep(more: Buffer): void {
    if (more.length === 0 || this.#isLong) return;
    // A copy: the chunk is used again, and a part of it would keep the whole alive.
    this.#pieces.push(Buffer.from(more));
    this.#length += more.length;
    if (this.#length <= LONGEST_LINE_BYTES) return;
    this.#isLong = true;
    this.#pieces = [Buffer.from(Buffer.concat(this.#pieces).subarray(0, TOLD_BYTES))];
  }

  #forget(): void {
    this.#pieces = [];
    this.#length = 0;
    this.#isLong = false;
  }
}
