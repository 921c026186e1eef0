import { parseByteSize } from '../../domain/byte-size.ts';
import { parseJobState } from '../../domain/job-state.ts';
import { type ReqMemRate, reqMemRate } from '../../domain/req-mem.ts';
import { gpuCount, tresValue } from '../../domain/tres.ts';
import { isKeptName, parseUserName } from '../../domain/user-name.ts';
import type { Column } from '../sacct/columns.ts';
import type { ColumnLayout } from './column-layout.ts';
import { FieldCursor, NEWLINE, ODD, PIPE } from './field-cursor.ts';
import type { RowSettings } from './parse-job-row.ts';
import { UNKNOWN } from './run-batch.ts';
import type { NumberedRunTexts } from './run-texts.ts';
import { TextTable } from './text-table.ts';

/** Places of numbers in {@link UsualRows.cells}. */
export const CELL = {
  submit: 0,
  start: 1,
  end: 2,
  eligible: 3,
  elapsed: 4,
  cpus: 5,
  nodes: 6,
  cpuTime: 7,
  maxRss: 8,
  aveRss: 9,
  used: 10,
  user: 11,
  account: 12,
  state: 13,
  reqMem: 14,
  tres: 15,
} as const;

const CELL_OF: Partial<Record<Column, number>> = {
  Submit: CELL.submit,
  Start: CELL.start,
  End: CELL.end,
  Eligible: CELL.eligible,
  ElapsedRaw: CELL.elapsed,
  AllocCPUS: CELL.cpus,
  NNodes: CELL.nodes,
  TotalCPU: CELL.cpuTime,
  MaxRSS: CELL.maxRss,
  AveRSS: CELL.aveRss,
  TRESUsageInTot: CELL.used,
  User: CELL.user,
  Account: CELL.account,
  State: CELL.state,
  ReqMem: CELL.reqMem,
  AllocTRES: CELL.tres,
};
/** What a step's row is read for. */
const OF_STEPS: ReadonlySet<number> = new Set([CELL.maxRss, CELL.aveRss, CELL.used]);

/** What AllocTRES says of a job; a negative number is not of the usual form, or unknown. */
type AllocatedTres = { readonly gpus: number; readonly memBytes: number };

/** What a row turned out to be. */
export type UsualRow = 'job' | 'step' | 'odd';

/**
 * Reads rows of the usual form from bytes: ended runs and steps all of whose cells are as nearly all are. Texts that
 * come again and again are read by the functions that read any row, once each. What is of any other form is `odd`: it
 * may be good, and is to be read by {@link parseJobRow}, which also says what is wrong with it.
 */
export class UsualRows {
  /** Numbers of the row; {@link UNKNOWN} where accounting tells nothing, codes of texts. */
  readonly cells = new Float64Array(16).fill(UNKNOWN);
  /** Of a job's row. */
  reqMem: ReqMemRate = { bytes: null, per: 'job' };
  tres: AllocatedTres = { gpus: 0, memBytes: UNKNOWN };
  /** Where the id of the job begins and ends, without a step's. */
  idFrom = 0;
  idTo = 0;
  submitFrom = 0;
  submitTo = 0;
  /** Behind the row. */
  next = 0;
  readonly #cursor: FieldCursor;
  readonly #isReadable: boolean;
  readonly #jobPlan: Int32Array;
  readonly #stepPlan: Int32Array;
  readonly #users: TextTable<number>;
  readonly #accounts: TextTable<number>;
  readonly #states: TextTable<number>;
  readonly #reqMems: TextTable<ReqMemRate | null>;
  readonly #tres: TextTable<AllocatedTres>;

  constructor({ at, width }: ColumnLayout, settings: RowSettings, texts: NumberedRunTexts) {
    const { memoryBase, gpuNames } = settings;
    this.#cursor = new FieldCursor(memoryBase);
    this.#isReadable = at.JobID === 0;
    const cells = new Array<number | null>(width).fill(null);
    for (const [column, cell] of Object.entries(CELL_OF)) {
      if (at[column as Column] >= 0) cells[at[column as Column]] = cell;
    }
    this.#jobPlan = planOf(cells.slice(1));
    this.#stepPlan = planOf(cells.slice(1).map((cell) => (cell !== null && OF_STEPS.has(cell) ? cell : null)));
    for (const cell of [CELL.elapsed, CELL.cpus, CELL.nodes]) this.cells[cell] = 0;
    this.cells[CELL.account] = texts.accountNumbers.numberOf('');
    this.#users = new TextTable((text) => {
      const user = parseUserName(text);
      return user === null ? ODD : texts.userNumbers.numberOf(user);
    });
    this.#accounts = new TextTable((text) => (isKeptName(text) ? texts.accountNumbers.numberOf(text) : ODD));
    this.#states = new TextTable((text) => {
      const state = parseJobState(text);
      return state.kind === 'ended' ? texts.stateNumbers.numberOf(state.name) : ODD;
    });
    this.#reqMems = new TextTable((text) =>
      reqMemRate(text, { base: memoryBase, withoutSuffix: settings.reqMemWithoutSuffix }),
    );
    this.#tres = new TextTable((text) => {
      const mem = tresValue(text, 'mem') ?? '';
      const memBytes = mem === '' ? UNKNOWN : (parseByteSize(mem, memoryBase, 'M') ?? ODD);
      return { gpus: gpuCount(text, gpuNames) ?? ODD, memBytes };
    });
  }

  /** Reads the row that begins at `at`; the bytes are to have a newline behind it. */
  read(bytes: Buffer, at: number): UsualRow {
    if (!this.#isReadable) return 'odd';
    const cursor = this.#cursor;
    cursor.bytes = bytes;
    cursor.at = at;
    this.idFrom = at;
    if (!cursor.jobId()) return 'odd';
    this.idTo = cursor.at;
    const isStep = cursor.stepId();
    if (!this.#read(isStep ? this.#stepPlan : this.#jobPlan)) return 'odd';
    this.next = cursor.at;
    return isStep ? 'step' : 'job';
  }

  #read(plan: Int32Array): boolean {
    const cursor = this.#cursor;
    const { cells } = this;
    for (let step = 0; step < plan.length; step++) {
      if (!cursor.passes(PIPE)) return false;
      const cell = plan[step]!;
      if (cell < 0) {
        if (!cursor.skip(-cell)) return false;
      } else {
        const value = this.#cell(cell);
        if (value === ODD) return false;
        cells[cell] = value;
      }
    }
    // A carriage return belongs to the line end, not to a text.
    return cursor.bytes[cursor.at - 1] !== RETURN && cursor.passes(NEWLINE);
  }

  #cell(cell: number): number {
    const cursor = this.#cursor;
    switch (cell) {
      case CELL.submit:
        return this.#submit();
      case CELL.start:
      case CELL.end:
      case CELL.eligible:
        return cursor.instant();
      case CELL.elapsed:
      case CELL.cpus:
      case CELL.nodes:
        return cursor.whole(10);
      case CELL.cpuTime:
        return cursor.cpuTime();
      case CELL.maxRss:
      case CELL.aveRss:
        return cursor.size();
      case CELL.used:
        return cursor.usedMemory();
      default:
        return this.#text(cell);
    }
  }

  #submit(): number {
    this.submitFrom = this.#cursor.at;
    const value = this.#cursor.instant();
    this.submitTo = this.#cursor.at;
    return value;
  }

  #text(cell: number): number {
    const cursor = this.#cursor;
    switch (cell) {
      case CELL.user:
        return cursor.text(this.#users);
      case CELL.account:
        return cursor.text(this.#accounts);
      case CELL.state:
        return cursor.text(this.#states);
      case CELL.reqMem: {
        const rate = cursor.text(this.#reqMems);
        if (rate === null) return ODD;
        this.reqMem = rate;
        return 0;
      }
      default: {
        const tres = cursor.text(this.#tres);
        this.tres = tres;
        return tres.gpus === ODD || tres.memBytes === ODD ? ODD : 0;
      }
    }
  }
}

const RETURN = 13;

/** What is done with the columns one after the other: a cell is read into, or, as a negative number, columns are passed. */
function planOf(cells: readonly (number | null)[]): Int32Array {
  const plan: number[] = [];
  for (const cell of cells) {
    const last = plan.at(-1);
    if (cell !== null) plan.push(cell);
    else if (last !== undefined && last < 0) plan[plan.length - 1] = last - 1;
    else plan.push(-1);
  }
  return Int32Array.from(plan);
}
