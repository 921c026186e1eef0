import { parseJobId } from '../../domain/job-id.ts';
import type { PlainFile } from '../../platform/plain-file.ts';
import type { ColumnLayout } from './column-layout.ts';
import { LONGEST_LINE_BYTES, NEWLINE } from './line-blocks.ts';

const BLOCK_BYTES = 1_048_576;

/** Bytes in which rows are looked for at the edge of a block, to begin with. */
const LOOK_BYTES = 16_384;
/** And at most: a longer line is no row, and the rows of one job are passed over piece by piece. */
const MOST_LOOK_BYTES = LONGEST_LINE_BYTES + 1;

/**
 * A file of rows in blocks that can be read apart from each other. A block begins with the first job's row that begins
 * at or behind its place, so that no job is parted from its steps; its rows end where the next block begins. Blocks
 * whose place lies within the rows of one job are empty.
 */
export class FileBlocks {
  readonly count: number;
  readonly #file: PlainFile;
  readonly #layout: ColumnLayout;
  readonly #firstRow: number;
  readonly #blockBytes: number;
  /** The last edge that was looked for: from where, and where it was found. */
  #last = { place: -1, edge: -1 };

  /** `firstRow`: where the first row begins, behind a header line. */
  constructor(file: PlainFile, { layout, firstRow, blockBytes = BLOCK_BYTES }: BlockShape) {
    this.#file = file;
    this.#layout = layout;
    this.#firstRow = firstRow;
    this.#blockBytes = blockBytes;
    this.count = Math.max(1, Math.ceil((file.bytes - firstRow) / blockBytes));
  }

  /** Where the rows of a block begin and end in the file. */
  edges(block: number): { from: number; to: number } {
    return { from: this.#edge(block), to: this.#edge(block + 1) };
  }

  #edge(block: number): number {
    if (block === 0) return this.#firstRow;
    if (block === this.count) return this.#file.bytes;
    // A line that begins right at the place is preceded by a newline.
    const place = this.#firstRow + block * this.#blockBytes - 1;
    // Where no job's row begins for many blocks, none of them is to look through them again.
    const isKnown = this.#last.place <= place && place < this.#last.edge;
    if (!isKnown) this.#last = { place, edge: this.#lookFrom(place) };
    return this.#last.edge;
  }

  /** Where the first job's row begins that a newline at or behind the place precedes. */
  #lookFrom(place: number): number {
    let at = place;
    for (let length = LOOK_BYTES; ; length = Math.min(MOST_LOOK_BYTES, length * 4)) {
      const memory = Buffer.allocUnsafe(length);
      const bytes = memory.subarray(0, this.#file.readAt(at, memory));
      const { row, passed } = this.#jobRowIn(bytes);
      if (row !== null) return at + row;
      if (bytes.length < length) return this.#file.bytes;
      // Nothing was passed: a line goes on beyond, which is read anew with more of it, or is too long to be a row.
      at += passed === 0 && length === MOST_LOOK_BYTES ? length - 1 : passed;
    }
  }

  /** Where the first whole line that is a job's row begins, and how far lines were passed: before the last newline. */
  #jobRowIn(bytes: Buffer): { row: number | null; passed: number } {
    let before = bytes.indexOf(NEWLINE);
    if (before < 0) return { row: null, passed: 0 };
    for (let stop = bytes.indexOf(NEWLINE, before + 1); stop >= 0; stop = bytes.indexOf(NEWLINE, before + 1)) {
      if (isJobRow(bytes.toString('utf8', before + 1, stop), this.#layout)) return { row: before + 1, passed: before };
      before = stop;
    }
    return { row: null, passed: before };
  }
}

/** How a file is parted. */
export type BlockShape = {
  readonly layout: ColumnLayout;
  readonly firstRow: number;
  /** 1 MiB when not given. */
  readonly blockBytes?: number | undefined;
};

/** True for a row with which the steps of the job before it are over, whatever else is wrong with it. */
function isJobRow(line: string, { at, width }: ColumnLayout): boolean {
  const fields = line.split('|');
  return fields.length === width && parseJobId((fields[at.JobID] ?? '').replace(/\r$/, ''))?.kind === 'job';
}
