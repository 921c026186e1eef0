import { parseJobId } from '../../domain/job-id.ts';
import { reqMemBytes } from '../../domain/req-mem.ts';
import type { ColumnLayout } from './column-layout.ts';
import { LONGEST_LINE_BYTES, NEWLINE, TOLD_BYTES } from './line-blocks.ts';
import { type OddRow, readOddRow } from './odd-row.ts';
import { OpenRun } from './open-run.ts';
import { GREATEST, GREATEST_PRODUCT, type JobRow, type RowMemory, type RowSettings } from './parse-job-row.ts';
import { countUnknownState, noRows, type RejectReason, type RowCounts } from './row-counts.ts';
import { INPUT_BYTES, PLACE, RowKernel } from './row-kernel.ts';
import { RunBatch, type RunTexts, UNKNOWN } from './run-batch.ts';
import { NumberedRunTexts } from './run-texts.ts';
import { CELL, UsualRows } from './usual-rows.ts';

/** A row that could not be read. */
export type RejectedRow = { readonly line: number; readonly reason: RejectReason; readonly text: string };

/** What the rows are made into, and how. */
export type RunReaderParts = {
  readonly layout: ColumnLayout;
  readonly settings: RowSettings;
  /** Takes runs; the batch is used again afterwards, unless there is another one. */
  readonly onRuns: (batch: RunBatch, texts: RunTexts) => void;
  /** The batch for the next runs. */
  readonly nextBatch?: () => RunBatch;
  readonly onReject: (row: RejectedRow) => void;
  /** Where runs are written to; one of its own when not given. */
  readonly batch?: RunBatch;
};

const BATCH_RUNS = 256;
/** Rows that are read together: a core has them at hand while they are. */
const PART_BYTES = 131_072;

/**
 * Turns rows of one answer or one file, in the order in which sacct prints them (a job, then its steps), into ended
 * runs with their steps folded in.
 */
export class RunReader {
  readonly #parts: RunReaderParts;
  readonly #texts = new NumberedRunTexts();
  readonly #kernel: RowKernel;
  readonly #usual: UsualRows;
  #batch: RunBatch;
  readonly #open: OpenRun;
  #counts = noRows();

  constructor(parts: RunReaderParts) {
    this.#parts = parts;
    this.#batch = parts.batch ?? new RunBatch(BATCH_RUNS);
    this.#kernel = new RowKernel();
    this.#usual = new UsualRows(this.#kernel, parts, this.#texts);
    this.#open = new OpenRun(this.#batch, this.#kernel);
  }

  /** Reads whole lines, `bytes[from..to)`: the last byte is a newline. */
  rows(bytes: Buffer, from: number, to: number): void {
    for (let at = from; at < to; ) {
      const stop = this.#stopOfPart(bytes, at, to);
      if (stop - at > INPUT_BYTES) {
        this.#counts.rows++;
        this.#oddRow(bytes, at, stop - 1);
      } else this.#part(bytes, at, stop);
      at = stop;
    }
  }

  /** Behind the last of the rows that are read together, which lie near each other in memory; at least one. */
  #stopOfPart(bytes: Buffer, from: number, to: number): number {
    if (to - from <= PART_BYTES) return to;
    const last = bytes.lastIndexOf(NEWLINE, from + PART_BYTES - 1);
    return (last >= from ? last : bytes.indexOf(NEWLINE, from)) + 1;
  }

  #part(bytes: Buffer, from: number, to: number): void {
    const { input } = this.#kernel;
    bytes.copy(input, 0, from, to);
    for (let at = 0; at < to - from; ) at = this.#row(input, at);
  }

  /**
   * Counts a row that was cut off and must not be read. It may be a step of the job before it, which would then be counted
   * for good without what the step says: that job is left out, too, until the whole file comes.
   */
  cutRow(text: string): void {
    const id = this.#parts.layout.at.JobID === 0 && text.includes('|') ? parseJobId(text.split('|')[0]!) : null;
    if (id?.kind !== 'job' && this.#open.drop()) this.#reject('cut_line', '');
    this.#counts.rows++;
    this.#reject('cut_line', text);
  }

  /** Counts a row too long to be one, of which this is the beginning. */
  longRow(start: string): void {
    this.#counts.rows++;
    this.#reject('long_line', start);
  }

  /** Ends the rows: the last runs come out, and the counts. Others may follow, which are counted anew. */
  end(): RowCounts {
    this.#close();
    this.#handOn();
    const counts = this.#counts;
    this.#counts = noRows();
    return counts;
  }

  /** Reads one row; returns where the next one begins. */
  #row(bytes: Buffer, at: number): number {
    this.#counts.rows++;
    const kind = this.#usual.read(at);
    const next = this.#kernel.place(PLACE.next);
    if (kind !== 'odd' && next - at <= LONGEST_LINE_BYTES) {
      if (kind === 'step') {
        this.#usualStep(bytes);
        return next;
      }
      if (this.#usualJob(bytes)) return next;
    }
    const stop = bytes.indexOf(NEWLINE, at);
    this.#oddRow(bytes, at, stop);
    return stop + 1;
  }

  #usualStep(bytes: Buffer): void {
    const { cells } = this.#usual;
    const kernel = this.#kernel;
    if (!this.#isOwnStep(bytes, kernel.place(PLACE.idFrom), kernel.place(PLACE.idTo))) return;
    this.#open.addMemory(cells[CELL.maxRss]!, cells[CELL.aveRss]!, cells[CELL.used]!);
  }

  /** Counts a step; whether it is of the job that is open. */
  #isOwnStep(bytes: Buffer, from: number, to: number): boolean {
    this.#counts.steps++;
    const isOwn = this.#open.isOf(bytes, from, to);
    if (isOwn) this.#open.addStep();
    else this.#counts.orphan_steps++;
    return isOwn;
  }

  /** False, with nothing done, where something has to be looked at more closely. */
  #usualJob(bytes: Buffer): boolean {
    const { cells, tres, reqMem } = this.#usual;
    const kernel = this.#kernel;
    const [submit, end] = [cells[CELL.submit]!, cells[CELL.end]!];
    if (submit < 0 || end < 0 || end > this.#parts.settings.latestEnd) return false;
    const [elapsed, cpus, nodes] = [cells[CELL.elapsed]!, cells[CELL.cpus]!, cells[CELL.nodes]!];
    const most = Math.max(cpus, nodes, tres.gpus);
    if (elapsed > GREATEST || most > GREATEST || elapsed * most > GREATEST_PRODUCT) return false;
    const reqMemory = reqMemBytes(reqMem, { cpus, nodes }) ?? UNKNOWN;
    if (reqMemory > Number.MAX_SAFE_INTEGER) return false;
    this.#close();
    this.#open.open(bytes, kernel.place(PLACE.idFrom), kernel.place(PLACE.idTo));
    this.#open.beginRun(bytes, kernel.place(PLACE.submitFrom), kernel.place(PLACE.submitTo));
    const batch = this.#batch;
    const run = batch.count;
    batch.submit[run] = submit;
    batch.end[run] = end;
    batch.elapsedSeconds[run] = elapsed;
    batch.cpus[run] = cpus;
    batch.nodes[run] = nodes;
    batch.gpus[run] = tres.gpus;
    batch.waitSeconds[run] = this.#wait(cells[CELL.start]!, cells[CELL.eligible]!, submit);
    batch.reqMemBytes[run] = reqMemory;
    batch.maxMemBytes[run] = cells[CELL.maxRss]!;
    batch.avgMemBytes[run] = cells[CELL.aveRss]!;
    batch.usedMemBytes[run] = cells[CELL.used]!;
    batch.allocMemBytes[run] = tres.memBytes;
    batch.cpuUsedSeconds[run] = cells[CELL.cpuTime]!;
    batch.user[run] = cells[CELL.user]!;
    batch.account[run] = cells[CELL.account]!;
    batch.state[run] = cells[CELL.state]!;
    batch.started[run] = cells[CELL.start]! < 0 ? 0 : 1;
    return true;
  }

  #wait(start: number, eligible: number, submit: number): number {
    if (start < 0) return UNKNOWN;
    const wait = start - (eligible < 0 ? submit : eligible);
    if (wait >= 0) return wait;
    this.#counts.negative_waits++;
    return 0;
  }

  #close(): void {
    if (!this.#open.close()) return;
    this.#counts.jobs++;
    if (this.#batch.count === this.#batch.capacity) this.#handOn();
  }

  /** Writes into another batch from now on; between the rows of a job and its steps it may not be changed. */
  writeInto(batch: RunBatch): void {
    this.#batch = batch;
    this.#open.writeInto(batch);
  }

  #handOn(): void {
    if (this.#batch.count > 0) {
      this.#parts.onRuns(this.#batch, this.#texts);
      if (this.#parts.nextBatch !== undefined) this.writeInto(this.#parts.nextBatch());
    }
    this.#batch.count = 0;
  }

  #oddRow(bytes: Buffer, from: number, stop: number): void {
    if (stop - from > LONGEST_LINE_BYTES) {
      this.#reject('long_line', bytes.toString('utf8', from, from + TOLD_BYTES));
      return;
    }
    const end = stop > from && bytes[stop - 1] === RETURN ? stop - 1 : stop;
    const text = bytes.toString('utf8', from, end);
    const odd = readOddRow(text, this.#parts.layout, this.#parts.settings);
    if (odd.kind === 'step') this.#oddStep(odd.job, odd.memory);
    else this.#oddJob(odd, text);
  }

  #oddJob(odd: Exclude<OddRow, { kind: 'step' }>, text: string): void {
    if (odd.job !== null) {
      this.#close();
      const id = Buffer.from(odd.job);
      this.#open.open(id, 0, id.length);
    }
    if (odd.kind === 'rejected') this.#reject(odd.reason, text);
    else if (odd.kind === 'live') this.#counts.not_ended++;
    else {
      if (odd.isUnknownState) countUnknownState(this.#counts, odd.row.state);
      this.#takeIn(odd.row);
    }
  }

  #oddStep(job: string, { maxRss, aveRss, usedTotal }: RowMemory): void {
    const id = Buffer.from(job);
    if (!this.#isOwnStep(id, 0, id.length)) return;
    this.#open.addMemory(maxRss ?? UNKNOWN, aveRss ?? UNKNOWN, usedTotal ?? UNKNOWN);
  }

  #takeIn(row: JobRow): void {
    if (row.negativeWait) this.#counts.negative_waits++;
    const submit = Buffer.from(String(row.submit));
    this.#open.beginRun(submit, 0, submit.length);
    const batch = this.#batch;
    const run = batch.count;
    batch.submit[run] = row.submit;
    batch.end[run] = row.end;
    batch.elapsedSeconds[run] = row.elapsedSeconds;
    batch.cpus[run] = row.cpus;
    batch.nodes[run] = row.nodes;
    batch.gpus[run] = row.gpus;
    batch.waitSeconds[run] = row.waitSeconds ?? UNKNOWN;
    batch.reqMemBytes[run] = row.reqMemBytes ?? UNKNOWN;
    batch.maxMemBytes[run] = row.memory.maxRss ?? UNKNOWN;
    batch.avgMemBytes[run] = row.memory.aveRss ?? UNKNOWN;
    batch.usedMemBytes[run] = row.memory.usedTotal ?? UNKNOWN;
    batch.allocMemBytes[run] = row.allocMemBytes ?? UNKNOWN;
    batch.cpuUsedSeconds[run] = row.cpuUsedSeconds ?? UNKNOWN;
    batch.user[run] = this.#texts.userNumbers.numberOf(row.user);
    batch.account[run] = this.#texts.accountNumbers.numberOf(row.account);
    batch.state[run] = this.#texts.stateNumbers.numberOf(row.state);
    batch.started[run] = row.started ? 1 : 0;
  }

  #reject(reason: RejectReason, text: string): void {
    const counts = this.#counts;
    counts.rejected++;
    counts.reasons[reason] = (counts.reasons[reason] ?? 0) + 1;
    this.#parts.onReject({ line: counts.rows, reason, text });
  }
}

const RETURN = 13;
