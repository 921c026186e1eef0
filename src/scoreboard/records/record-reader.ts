import { parseJobId } from '../../domain/job-id.ts';
import { parseJobState } from '../../domain/job-state.ts';
import type { ColumnLayout } from './column-layout.ts';
import type { JobRecord } from './job-record.ts';
import {
  type Cells,
  type JobRow,
  parseJobRow,
  parseRowMemory,
  type RowMemory,
  type RowSettings,
} from './parse-job-row.ts';
import { noRows, type RejectReason, type RowCounts } from './row-counts.ts';

/** A row that could not be read. */
export type RejectedRow = { readonly line: number; readonly reason: RejectReason; readonly text: string };

/** Turns rows into records, one for each ended run, with its step rows folded in. */
export type RecordReader = {
  /** Takes a row, without its newline. */
  readonly row: (text: string) => void;
  /** Counts a row that was cut off and must not be read. */
  readonly cutRow: (text: string) => void;
  /** Counts a row too long to be one, of which this is the beginning. */
  readonly longRow: (start: string) => void;
  /** Ends the rows: the last record comes out, and the counts. */
  readonly end: () => RowCounts;
};

/** What the rows are made into, and how. */
export type RecordReaderParts = {
  readonly layout: ColumnLayout;
  readonly settings: RowSettings;
  readonly onRecord: (record: JobRecord) => void;
  readonly onReject: (row: RejectedRow) => void;
};

/** The job whose step rows are expected next: `row` is null when it does not count. */
type OpenJob = { readonly jobId: string; readonly row: JobRow | null; memory: RowMemory; steps: number };

/** Reads rows of one answer or one file, in the order in which sacct prints them: a job, then its steps. */
export function createRecordReader(parts: RecordReaderParts): RecordReader {
  const reader = new Reader(parts);
  return {
    row: (text) => reader.row(text),
    cutRow: (text) => reader.refusedRow('cut_line', text),
    longRow: (start) => reader.refusedRow('long_line', start),
    end: () => reader.end(),
  };
}

class Reader {
  readonly #parts: RecordReaderParts;
  readonly #counts = noRows();
  #open: OpenJob | null = null;

  constructor(parts: RecordReaderParts) {
    this.#parts = parts;
  }

  row(text: string): void {
    this.#counts.rows++;
    const reason = this.#read(text.split('|'));
    if (reason !== null) this.#reject(reason, text);
  }

  refusedRow(reason: RejectReason, text: string): void {
    this.#counts.rows++;
    this.#reject(reason, text);
  }

  end(): RowCounts {
    this.#close();
    return this.#counts;
  }

  /** Takes a row in; returns why it cannot be read. */
  #read(fields: readonly string[]): RejectReason | null {
    const { layout } = this.#parts;
    if (fields.length !== layout.width) return 'column_count';
    const cells: Cells = (column) => fields[layout.at[column]];
    const id = parseJobId(cells('JobID') ?? '');
    if (id === null) return 'bad_job_id';
    return id.kind === 'step' ? this.#step(id.job, cells) : this.#job(id.job, cells);
  }

  #job(jobId: string, cells: Cells): RejectReason | null {
    this.#close();
    this.#open = { jobId, row: null, memory: NO_MEMORY, steps: 0 };
    const state = parseJobState(cells('State') ?? '');
    if (state.kind === 'cut') return 'cut_state';
    if (state.kind === 'unreadable') return 'bad_state';
    if (state.kind === 'live') {
      this.#counts.not_ended++;
      return null;
    }
    const parsed = parseJobRow({ jobId, state: state.name, cells }, this.#parts.settings);
    if (!parsed.ok) return parsed.reason;
    if (state.kind === 'unknown') this.#countUnknown(state.name);
    if (parsed.value.negativeWait) this.#counts.negative_waits++;
    this.#open = { jobId, row: parsed.value, memory: parsed.value.memory, steps: 0 };
    return null;
  }

  #countUnknown(state: string): void {
    const states = this.#counts.unknown_states;
    const name = state in states || Object.keys(states).length < MOST_UNKNOWN_STATES ? state : OTHER_STATES;
    states[name] = (states[name] ?? 0) + 1;
  }

  #step(jobId: string, cells: Cells): RejectReason | null {
    const memory = parseRowMemory(cells, this.#parts.settings.memoryBase);
    if (!memory.ok) return memory.reason;
    this.#counts.steps++;
    if (this.#open?.jobId !== jobId) {
      this.#counts.orphan_steps++;
      return null;
    }
    this.#open.steps++;
    this.#open.memory = greatest(this.#open.memory, memory.value);
    return null;
  }

  #close(): void {
    const open = this.#open;
    this.#open = null;
    if (open === null || open.row === null) return;
    this.#counts.jobs++;
    this.#parts.onRecord(finish(open.row, open));
  }

  #reject(reason: RejectReason, text: string): void {
    const counts = this.#counts;
    counts.rejected++;
    counts.reasons[reason] = (counts.reasons[reason] ?? 0) + 1;
    this.#parts.onReject({ line: counts.rows, reason, text });
  }
}

/** Names of states Slurm does not have that are kept apart: a mistaken column would bring thousands. */
const MOST_UNKNOWN_STATES = 20;
const OTHER_STATES = 'OTHERS';

const NO_MEMORY: RowMemory = { maxRss: null, aveRss: null, usedTotal: null };

function finish({ jobId: _, memory: __, negativeWait: ___, ...row }: JobRow, open: OpenJob): JobRecord {
  const { maxRss, aveRss, usedTotal } = open.memory;
  return {
    ...row,
    // TotalCPU is added up from the steps: 0 without any step of a run that took time says that nothing is known.
    cpuUsedSeconds: row.cpuUsedSeconds === 0 && open.steps === 0 && row.elapsedSeconds > 0 ? null : row.cpuUsedSeconds,
    maxMemBytes: maxRss ?? usedTotal,
    avgMemBytes: aveRss ?? usedTotal,
    usedMemBytes: usedTotal,
  };
}

function greatest(a: RowMemory, b: RowMemory): RowMemory {
  return {
    maxRss: greater(a.maxRss, b.maxRss),
    aveRss: greater(a.aveRss, b.aveRss),
    usedTotal: greater(a.usedTotal, b.usedTotal),
  };
}

function greater(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.max(a, b);
}
