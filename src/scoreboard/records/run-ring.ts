import { bytesOfBatch, RunBatch } from './run-batch.ts';

/** Batches between a thread that reads rows and the one that counts them. */
const SLOTS = 4;
const SLOT_RUNS = 2048;

/** Places in the numbers beside the batches. */
const WRITTEN = 0;
const TAKEN = 1;
const FIRST_COUNT = 2;
const HEAD_BYTES = 64;

/** Memory for a ring. */
export function ringMemory(): SharedArrayBuffer {
  return new SharedArrayBuffer(HEAD_BYTES + SLOTS * bytesOfBatch(SLOT_RUNS));
}

/**
 * A ring of batches in shared memory with one writer and one taker, each in its own thread. What the writer wrote into
 * a batch, and did before it handed it on, the taker sees.
 */
export class RunRing {
  readonly #head: Int32Array;
  readonly #batches: readonly RunBatch[];

  constructor(memory: SharedArrayBuffer) {
    this.#head = new Int32Array(memory, 0, HEAD_BYTES / 4);
    this.#batches = Array.from(
      { length: SLOTS },
      (_, slot) => new RunBatch(SLOT_RUNS, memory, HEAD_BYTES + slot * bytesOfBatch(SLOT_RUNS)),
    );
  }

  /** The writer's: the batch to be written next; waits for the taker while all are full. */
  batchToWrite(): RunBatch {
    const written = this.#head[WRITTEN]!;
    for (;;) {
      const taken = Atomics.load(this.#head, TAKEN);
      if (written - taken < SLOTS) break;
      Atomics.wait(this.#head, TAKEN, taken);
    }
    const batch = this.#batches[written % SLOTS]!;
    batch.count = 0;
    return batch;
  }

  /** The writer's: hands the batch on that was to be written. */
  handOn(): void {
    const written = this.#head[WRITTEN]!;
    this.#head[FIRST_COUNT + (written % SLOTS)] = this.#batches[written % SLOTS]!.count;
    Atomics.store(this.#head, WRITTEN, written + 1);
    Atomics.notify(this.#head, WRITTEN);
  }

  /** The taker's: the next batch; null while there is none. It is good until {@link release}. */
  batchToTake(): RunBatch | null {
    const taken = this.#head[TAKEN]!;
    if (Atomics.load(this.#head, WRITTEN) === taken) return null;
    const batch = this.#batches[taken % SLOTS]!;
    batch.count = this.#head[FIRST_COUNT + (taken % SLOTS)]!;
    return batch;
  }

  /** The taker's: gives a batch back that was taken. */
  release(): void {
    Atomics.store(this.#head, TAKEN, this.#head[TAKEN]! + 1);
    Atomics.notify(this.#head, TAKEN);
  }

  /** The taker's: waits, without blocking the thread, until there is a batch or so many milliseconds have passed. */
  async wait(ms: number): Promise<void> {
    const answer = Atomics.waitAsync(this.#head, WRITTEN, this.#head[TAKEN]!, ms);
    if (answer.async) await answer.value;
  }
}
