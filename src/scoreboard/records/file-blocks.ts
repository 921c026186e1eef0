import { parseJobId } from '../../domain/job-id.ts';
import type { PlainFile } from '../../platform/plain-file.ts';
import type { ColumnLayout } from './column-layout.ts';
import { NEWLINE } from './field-cursor.ts';

const BLOCK_BYTES = 1_048_576;

/** Bytes in which rows are looked for at the edge of a block, to begin with. */
const LOOK_BYTES = 16_384;

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
    for (let length = LOOK_BYTES; ; length *= 4) {
      const memory = Buffer.allocUnsafe(length);
      const bytes = memory.subarray(0, this.#file.readAt(place, memory));
      const at = this.#jobRowIn(bytes);
      if (at !== null) return place + at;
      if (bytes.length < length) return this.#file.bytes;
    }
  }

  /** Where the first whole line that is a job's row begins, behind the first newline; null: none is. */
  #jobRowIn(bytes: Buffer): number | null {
    let start = bytes.indexOf(NEWLINE) + 1;
    if (start === 0) return null;
    for (let stop = bytes.indexOf(NEWLINE, start); stop >= 0; stop = bytes.indexOf(NEWLINE, start)) {
      if (isJobRow(bytes.toString('utf8', start, stop), this.#layout)) return start;
      start = stop + 1;
    }
    return null;
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
