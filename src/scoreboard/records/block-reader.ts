import { wallClockIn } from '../../domain/wall-clock.ts';
import { shorterError } from '../../platform/dump-file.ts';
import type { PlainFile } from '../../platform/plain-file.ts';
import type { ColumnLayout } from './column-layout.ts';
import { FileBlocks } from './file-blocks.ts';
import { LineBlocks } from './line-blocks.ts';
import type { RowSettings } from './parse-job-row.ts';
import type { RejectReason, RowCounts } from './row-counts.ts';
import type { RunBatch } from './run-batch.ts';
import { type RejectedRow, RunReader, type RunReaderParts } from './run-reader.ts';

/** How the rows of a file are to be read, in values that can be handed to a thread. */
export type FileRows = {
  readonly path: string;
  /** Of the file that is meant: see {@link PlainFile}; another one may have its name by now. */
  readonly identity: string;
  readonly layout: ColumnLayout;
  /** Where the first row begins. */
  readonly firstRow: number;
  readonly settings: Omit<RowSettings, 'wallClock'>;
  /** IANA zone of times that are not epoch seconds. */
  readonly timeZone: string;
  /** Size of the blocks; see {@link FileBlocks}. */
  readonly blockBytes?: number | undefined;
};

/** What became of the rows of one block. Of the rejected ones the first few of each reason are told. */
export type BlockEnd = { readonly counts: RowCounts; readonly rejects: readonly RejectedRow[] };

const PIECE_BYTES = 1_048_576;
const TOLD_PER_REASON = 5;

/** Reads blocks of a file, one after the other, in any order. */
export class BlockReader {
  readonly #blocks: FileBlocks;
  readonly #file: PlainFile;
  readonly #path: string;
  readonly #memory = Buffer.allocUnsafeSlow(PIECE_BYTES);
  readonly #reader: RunReader;
  #rejects: RejectedRow[] = [];
  readonly #told = new Map<RejectReason, number>();

  constructor(
    file: PlainFile,
    { path, identity, layout, firstRow, settings, timeZone, blockBytes }: FileRows,
    runs: Pick<RunReaderParts, 'onRuns' | 'nextBatch'>,
  ) {
    if (file.identity !== identity) throw shorterError(path);
    this.#file = file;
    this.#path = path;
    this.#blocks = new FileBlocks(file, { layout, firstRow, blockBytes });
    this.#reader = new RunReader({
      layout,
      settings: { ...settings, wallClock: wallClockIn(timeZone) },
      ...runs,
      onReject: (row) => this.#reject(row),
    });
    if (runs.nextBatch !== undefined) this.#reader.writeInto(runs.nextBatch());
  }

  writeInto(batch: RunBatch): void {
    this.#reader.writeInto(batch);
  }

  /** Reads one block; its last runs come out before it returns. */
  read(block: number): BlockEnd {
    const { from, to } = this.#blocks.edges(block);
    const lines = new LineBlocks(this.#reader);
    this.#rejects = [];
    this.#told.clear();
    for (let at = from; at < to; ) {
      const bytes = this.#file.readAt(at, this.#memory.subarray(0, Math.min(this.#memory.length, to - at)));
      if (bytes === 0) throw shorterError(this.#path);
      lines.push(this.#memory.subarray(0, bytes));
      at += bytes;
    }
    const cut = lines.end();
    if (cut !== null) this.#reader.cutRow(cut);
    return { counts: this.#reader.end(), rejects: this.#rejects };
  }

  #reject(row: RejectedRow): void {
    const before = this.#told.get(row.reason) ?? 0;
    this.#told.set(row.reason, before + 1);
    if (before < TOLD_PER_REASON) this.#rejects.push(row);
  }
}
