import { NEWLINE } from './field-cursor.ts';

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
  #rest: Buffer = Buffer.alloc(0);
  #isLong = false;

  constructor(taker: LineTaker) {
    this.#taker = taker;
  }

  push(chunk: Buffer): void {
    const stop = chunk.lastIndexOf(NEWLINE);
    let start = 0;
    if (stop >= 0 && (this.#rest.length > 0 || this.#isLong)) {
      start = chunk.indexOf(NEWLINE) + 1;
      this.#endLine(chunk.subarray(0, start));
    }
    if (start <= stop) this.#taker.rows(chunk, start, stop + 1);
    this.#keep(chunk.subarray(stop + 1));
  }

  /** Ends the stream; returns what stood after the last newline, null when nothing did. */
  end(): string | null {
    const rest = this.#rest.toString('utf8');
    this.#rest = Buffer.alloc(0);
    return rest === '' ? null : rest;
  }

  #endLine(end: Buffer): void {
    if (this.#isLong || this.#rest.length + end.length - 1 > LONGEST_LINE_BYTES) {
      const start = Buffer.concat([this.#rest, end.subarray(0, -1)]).subarray(0, TOLD_BYTES);
      this.#taker.longRow(start.toString('utf8'));
    } else {
      const line = Buffer.concat([this.#rest, end]);
      this.#taker.rows(line, 0, line.length);
    }
    this.#rest = Buffer.alloc(0);
    this.#isLong = false;
  }

  #keep(more: Buffer): void {
    if (more.length === 0) return;
    // A copy: the chunk is used again, and a part of it would keep the whole alive.
    const all = Buffer.concat([this.#rest, more]);
    this.#isLong ||= all.length > LONGEST_LINE_BYTES;
    this.#rest = this.#isLong ? Buffer.from(all.subarray(0, TOLD_BYTES)) : all;
  }
}
