import { EXIT } from '../../platform/exit-codes.ts';
import { KnownError } from '../../platform/known-error.ts';
import { startThread, type Thread } from '../../platform/thread.ts';
import type { BlockEnd, FileRows } from './block-reader.ts';
import type { BatchNews, RowsThreadData } from './rows-thread.ts';
import type { RunBatch, RunTexts } from './run-batch.ts';
import { RunRing, ringMemory } from './run-ring.ts';

/** What another thread is to read, and who takes its runs. */
export type OtherReaderParts = {
  readonly rows: FileRows;
  /** What it is given for its {@link RunsBeside}. */
  readonly beside: unknown;
  readonly onRuns: (batch: RunBatch, texts: RunTexts) => void;
};

const WAIT_MS = 20;

/** A reader in a thread of its own. */
export class OtherReader<C> {
  /** Whether it has read any block. */
  hasRead = false;
  readonly #parts: OtherReaderParts;
  readonly #ring: RunRing;
  readonly #thread: Thread;
  readonly #texts = { users: [] as string[], accounts: [] as string[], states: [] as string[] };

  constructor(parts: OtherReaderParts, claims: SharedArrayBuffer, number: number) {
    this.#parts = parts;
    const ring = ringMemory();
    this.#ring = new RunRing(ring);
    const data: RowsThreadData<unknown> = { rows: parts.rows, claims, ring, number, beside: parts.beside };
    this.#thread = startThread(PROGRAM, data);
  }

  /** Hands on what is there of the block that it reads, which is the next one; null while that has not ended. */
  take(): BlockEnd | null {
    this.hasRead = true;
    for (let batch = this.#ring.batchToTake(); batch !== null; batch = this.#ring.batchToTake()) {
      const { texts, end } = this.#thread.receive() as BatchNews<C>;
      this.#texts.users.push(...texts.users);
      this.#texts.accounts.push(...texts.accounts);
      this.#texts.states.push(...texts.states);
      this.#parts.onRuns(batch, this.#texts);
      this.#ring.release();
      if (end !== null) return end;
    }
    return null;
  }

  /** What came of its {@link RunsBeside}, once all its blocks were taken. */
  async beside(): Promise<C> {
    while (this.#ring.batchToTake() === null) {
      this.assertWell();
      await this.wait();
    }
    return (this.#thread.receive() as Required<BatchNews<C>>).beside;
  }

  /** Throws KnownError when it ended too early. */
  assertWell(): void {
    const failure = this.#thread.failure();
    if (failure !== null) throw new KnownError(failure.message, EXIT.failed, { cause: failure });
  }

  async wait(): Promise<void> {
    await this.#ring.wait(WAIT_MS);
  }

  end(): Promise<void> {
    return this.#thread.end();
  }
}

const PROGRAM = {
  source: new URL('../../entry/read-rows.ts', import.meta.url),
  bundle: new URL('./slurm-sb-rows.js', import.meta.url),
};
