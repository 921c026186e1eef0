import { digestOf } from './digest.ts';
import { ONE_BLOCK_BYTES, type RowKernel } from './row-kernel.ts';
import { DIGEST_WORDS, type RunBatch, UNKNOWN } from './run-batch.ts';

const PIPE = 124;

/**
 * The run whose step rows are expected next: it is written at the end of a batch and belongs to it once it is closed.
 * Without a run the steps of a job that does not count are still its own.
 */
export class OpenRun {
  #batch: RunBatch;
  readonly #kernel: RowKernel;
  #id = Buffer.alloc(ONE_BLOCK_BYTES);
  #idLength = 0;
  #isOpen = false;
  #isRun = false;
  #steps = 0;

  /** `kernel`: makes digests. */
  constructor(batch: RunBatch, kernel: RowKernel) {
    this.#batch = batch;
    this.#kernel = kernel;
  }

  /** Writes into another batch from now on; nothing may be open. */
  writeInto(batch: RunBatch): void {
    this.#batch = batch;
  }

  /** Whether a job with this id, `bytes[from..to)`, is open. */
  isOf(bytes: Buffer, from: number, to: number): boolean {
    if (!this.#isOpen || to - from !== this.#idLength) return false;
    const id = this.#id;
    for (let at = from, own = 0; at < to; at++, own++) if (bytes[at] !== id[own]) return false;
    return true;
  }

  /** Opens a job that does not count. */
  open(bytes: Buffer, from: number, to: number): void {
    const length = to - from;
    if (length > this.#id.length) this.#id = Buffer.alloc(length * 2);
    const id = this.#id;
    for (let at = from, own = 0; at < to; at++, own++) id[own] = bytes[at]!;
    this.#idLength = length;
    this.#isOpen = true;
    this.#isRun = false;
    this.#steps = 0;
  }

  /** Makes the open job a run submitted at `bytes[from..to)`; the rest of the batch's place is for the caller to fill. */
  beginRun(bytes: Buffer, from: number, to: number): void {
    this.#isRun = true;
    const { digests, count } = this.#batch;
    const kernel = this.#kernel;
    const length = this.#idLength + 1 + to - from;
    if (length > ONE_BLOCK_BYTES) {
      const identity = `${this.#id.toString('utf8', 0, this.#idLength)}|${bytes.toString('utf8', from, to)}`;
      digests.set(digestOf(identity), count * DIGEST_WORDS);
      return;
    }
    const text = kernel.sha1Text;
    let own = 0;
    for (; own < this.#idLength; own++) text[own] = this.#id[own]!;
    text[own++] = PIPE;
    for (let at = from; at < to; at++) text[own++] = bytes[at]!;
    kernel.sha1(length, digests, count * DIGEST_WORDS);
  }

  /** Takes in what a row says of memory, a step's or the job's own; bytes, or {@link UNKNOWN}. */
  addMemory(maxRss: number, aveRss: number, used: number): void {
    if (!this.#isRun) return;
    const { maxMemBytes, avgMemBytes, usedMemBytes, count } = this.#batch;
    if (maxRss > maxMemBytes[count]!) maxMemBytes[count] = maxRss;
    if (aveRss > avgMemBytes[count]!) avgMemBytes[count] = aveRss;
    if (used > usedMemBytes[count]!) usedMemBytes[count] = used;
  }

  /** Gives the run up that is open; true when there was one. Its job stays open, so that steps of it are its own. */
  drop(): boolean {
    const wasRun = this.#isOpen && this.#isRun;
    this.#isRun = false;
    return wasRun;
  }

  addStep(): void {
    this.#steps++;
  }

  /** Ends the job; true when it was a run, which is now in the batch. */
  close(): boolean {
    const isRun = this.#isOpen && this.#isRun;
    this.#isOpen = false;
    if (!isRun) return false;
    const batch = this.#batch;
    const { count, maxMemBytes, avgMemBytes, usedMemBytes, cpuUsedSeconds } = batch;
    if (maxMemBytes[count] === UNKNOWN) maxMemBytes[count] = usedMemBytes[count]!;
    if (avgMemBytes[count] === UNKNOWN) avgMemBytes[count] = usedMemBytes[count]!;
    // TotalCPU is added up from the steps: 0 without any step of a run that took time says that nothing is known.
    if (cpuUsedSeconds[count] === 0 && this.#steps === 0 && batch.elapsedSeconds[count]! > 0) {
      cpuUsedSeconds[count] = UNKNOWN;
    }
    batch.count++;
    return true;
  }
}
