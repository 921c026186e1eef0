import { nextTurn } from '../../platform/next-turn.ts';
import type { PlainFile } from '../../platform/plain-file.ts';
import { type BlockEnd, BlockReader, type FileRows } from './block-reader.ts';
import { FileBlocks } from './file-blocks.ts';
import { OtherReader } from './other-reader.ts';
import { addRowCounts, noRows, type RowCounts } from './row-counts.ts';
import { BlockClaims } from './rows-thread.ts';
import { RunBatch, type RunTexts } from './run-batch.ts';
import type { RejectedRow } from './run-reader.ts';

/** What is done with the rows of a file, in its order. */
export type ThreadedRowsParts<C> = {
  readonly rows: FileRows;
  /** What the other threads are given for their {@link RunsBeside}. */
  readonly beside: unknown;
  /** Told what came of a thread's {@link RunsBeside}. */
  readonly onBeside: (beside: C) => void;
  /** Threads beside this one; at least 1. */
  readonly threads: number;
  readonly onRuns: (batch: RunBatch, texts: RunTexts) => void;
  /** Told of the first few rejected rows of each reason in each block. */
  readonly onReject: (row: RejectedRow) => void;
  /** Told how much of the file was done, 0 to 1. */
  readonly onProgress: (fraction: number) => void;
  readonly signal: AbortSignal;
};

const OWN_NUMBER = 1;
const LOCAL_RUNS = 2048;
/** Blocks after which signals and timers get their turn. */
const TURN_BLOCKS = 16;

/**
 * Reads a file of rows with several threads. The runs come in the order of the file and are counted by this thread,
 * which reads blocks too while it would only wait: so the result is what one reader makes of the whole file. Throws what
 * the file system says, and what `onRuns` throws.
 */
export async function readThreaded<C>(file: PlainFile, parts: ThreadedRowsParts<C>): Promise<RowCounts> {
  const blocks = new FileBlocks(file, parts.rows);
  const memory = BlockClaims.memory(blocks.count);
  const others = Array.from({ length: parts.threads }, (_, index) => new OtherReader<C>(parts, memory, index + 2));
  try {
    const own = new OwnReader(file, parts, new BlockClaims(memory));
    const counting = new InOrder(parts, blocks.count);
    for (let block = 0; block < blocks.count; block++) {
      parts.signal.throwIfAborted();
      await readOne(block, { own, others, counting });
      if (block % TURN_BLOCKS === 0) await nextTurn();
    }
    for (const other of others) if (other.hasRead) parts.onBeside(await other.beside());
    return counting.counts;
  } finally {
    await Promise.all(others.map((other) => other.end()));
  }
}

type Readers = {
  readonly own: OwnReader;
  readonly others: readonly Pick<OtherReader<unknown>, 'take' | 'wait' | 'assertWell'>[];
  readonly counting: InOrder;
};

/** Counts the runs of the block that is next, however long it takes until they are there. */
async function readOne(block: number, { own, others, counting }: Readers): Promise<void> {
  for (;;) {
    const owner = own.claims.ownerOf(block);
    const end = owner === OWN_NUMBER ? own.take() : (others[owner - 2]?.take() ?? null);
    if (end !== null) {
      counting.end(block, end);
      return;
    }
    if (!own.isFull() && own.readNext()) continue;
    const other = others[Math.max(0, owner - 2)]!;
    for (const one of others) one.assertWell();
    await other.wait();
  }
}

/** What the blocks came to, in their order. */
class InOrder {
  readonly counts = noRows();
  readonly #parts: Pick<ThreadedRowsParts<unknown>, 'onReject' | 'onProgress'>;
  readonly #blocks: number;

  constructor(parts: Pick<ThreadedRowsParts<unknown>, 'onReject' | 'onProgress'>, blocks: number) {
    this.#parts = parts;
    this.#blocks = blocks;
  }

  end(block: number, { counts, rejects }: BlockEnd): void {
    const before = this.counts.rows;
    for (const row of rejects) this.#parts.onReject({ ...row, line: before + row.line });
    addRowCounts(this.counts, counts);
    this.#parts.onProgress((block + 1) / this.#blocks);
  }
}

/** This thread's reader: at most one block is read ahead. */
class OwnReader {
  readonly claims: BlockClaims;
  readonly #parts: Pick<ThreadedRowsParts<unknown>, 'rows' | 'onRuns'>;
  readonly #reader: BlockReader;
  readonly #spare: RunBatch[] = [];
  #ahead: { readonly batches: RunBatch[]; end: BlockEnd } | null = null;
  #batches: RunBatch[] = [];
  #texts: RunTexts = { users: [], accounts: [], states: [] };

  constructor(file: PlainFile, parts: Pick<ThreadedRowsParts<unknown>, 'rows' | 'onRuns'>, claims: BlockClaims) {
    this.claims = claims;
    this.#parts = parts;
    this.#reader = new BlockReader(file, parts.rows, {
      onRuns: (batch, texts) => {
        this.#batches.push(batch);
        this.#texts = texts;
      },
      nextBatch: () => this.#spare.pop() ?? new RunBatch(LOCAL_RUNS),
    });
  }

  isFull(): boolean {
    return this.#ahead !== null;
  }

  /** Reads the next block that nobody reads; false when there is none. */
  readNext(): boolean {
    const block = this.claims.claim(OWN_NUMBER);
    if (block === null) return false;
    this.#batches = [];
    const end = this.#reader.read(block);
    this.#ahead = { batches: this.#batches, end };
    return true;
  }

  /** Hands the block on that was read. */
  take(): BlockEnd | null {
    const ahead = this.#ahead;
    if (ahead === null) return null;
    this.#ahead = null;
    for (const batch of ahead.batches) {
      this.#parts.onRuns(batch, this.#texts);
      this.#spare.push(batch);
    }
    return ahead.end;
  }
}
