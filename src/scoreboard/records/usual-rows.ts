import { parseByteSize } from '../../domain/byte-size.ts';
import { parseJobState } from '../../domain/job-state.ts';
import { type ReqMemRate, reqMemRate } from '../../domain/req-mem.ts';
import { gpuCount, tresValue } from '../../domain/tres.ts';
import { isKeptName, parseUserName } from '../../domain/user-name.ts';
import type { Column } from '../sacct/columns.ts';
import type { ColumnLayout } from './column-layout.ts';
import type { RowSettings } from './parse-job-row.ts';
import { PLACE, ROW, type RowKernel } from './row-kernel.ts';
import { UNKNOWN } from './run-batch.ts';
import type { NumberedRunTexts } from './run-texts.ts';

/** Places of numbers in {@link UsualRows.cells}, in the order in which row-kernel.as tells forms of fields apart. */
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

/** What AllocTRES says of a job; {@link UNKNOWN} where it tells nothing of memory. */
type AllocatedTres = { readonly gpus: number; readonly memBytes: number };

/** What a row turned out to be. */
export type UsualRow = 'job' | 'step' | 'odd';

/** What a text means whose row is to be read the long way. */
const ODD = -2;
/** The first of the cells that are texts, whose tables have the same order. */
const FIRST_TEXT = CELL.user;
/** Longer texts come in hardly any row: it is read the long way. */
const LONGEST_TEXT = 1024;

/**
 * Reads rows of the usual form from bytes: ended runs and steps all of whose cells are as nearly all are. Texts that
 * come again and again are read by the functions that read any row, once each. What is of any other form is `odd`: it
 * may be good, and is to be read by {@link parseJobRow}, which also says what is wrong with it.
 */
export class UsualRows {
  /** Numbers of the row; {@link UNKNOWN} where accounting tells nothing, codes of texts. */
  readonly cells: Float64Array;
  readonly #kernel: RowKernel;
  readonly #isReadable: boolean;
  /** What a text means as a number, by the text cells. */
  readonly #meanings: readonly ((text: string) => number)[];
  /** By the codes of the cells; the first is of a file without that column. */
  readonly #reqMems: ReqMemRate[] = [{ bytes: null, per: 'job' }];
  readonly #tres: AllocatedTres[] = [{ gpus: 0, memBytes: UNKNOWN }];

  constructor(kernel: RowKernel, { layout, settings }: UsualRowsParts, texts: NumberedRunTexts) {
    const { at, width } = layout;
    this.#kernel = kernel;
    this.cells = kernel.cells;
    for (const [power, letter] of ['K', 'M', 'G', 'T', 'P'].entries()) {
      kernel.setUnit(letter, settings.memoryBase ** (power + 1));
    }
    const cells = new Array<number | null>(width).fill(null);
    for (const [column, cell] of Object.entries(CELL_OF)) {
      if (at[column as Column] >= 0) cells[at[column as Column]] = cell;
    }
    const ofSteps = cells.map((cell) => (cell !== null && OF_STEPS.has(cell) ? cell : null));
    const isPlanned = kernel.plan(planOf(cells.slice(1)), planOf(ofSteps.slice(1)));
    this.#isReadable = isPlanned && at.JobID === 0;
    this.cells.fill(UNKNOWN);
    for (const cell of [CELL.elapsed, CELL.cpus, CELL.nodes, CELL.reqMem, CELL.tres]) this.cells[cell] = 0;
    this.cells[CELL.account] = texts.accountNumbers.numberOf('');
    this.#meanings = this.#meaningsOf(settings, texts);
  }

  /** Reads the row that begins at an offset of the kernel's input, which is to have a newline behind it. */
  read(at: number): UsualRow {
    if (!this.#isReadable) return 'odd';
    let row = this.#kernel.read(at);
    while (row === ROW.newText) row = this.#addText() ? this.#kernel.read(at) : ROW.odd;
    if (row === ROW.odd) return 'odd';
    return row === ROW.step ? 'step' : 'job';
  }

  /** Of a job's row. */
  get reqMem(): ReqMemRate {
    return this.#reqMems[this.cells[CELL.reqMem]!]!;
  }

  /** Of a job's row. */
  get tres(): AllocatedTres {
    return this.#tres[this.cells[CELL.tres]!]!;
  }

  /** False for a text that is not kept. */
  #addText(): boolean {
    const kernel = this.#kernel;
    const [from, to] = [kernel.place(PLACE.textFrom), kernel.place(PLACE.textTo)];
    if (to - from > LONGEST_TEXT) return false;
    const table = kernel.places[PLACE.textTable]!;
    const text = kernel.input.toString('utf8', from, to);
    const meaningOf = this.#meanings[table]!;
    if (kernel.addText(meaningOf(text))) return true;
    kernel.emptyTexts(table);
    if (table === CELL.reqMem - FIRST_TEXT) this.#reqMems.length = 1;
    if (table === CELL.tres - FIRST_TEXT) this.#tres.length = 1;
    return kernel.addText(meaningOf(text));
  }

  #meaningsOf(settings: RowSettings, texts: NumberedRunTexts): ((text: string) => number)[] {
    const { memoryBase, gpuNames, reqMemWithoutSuffix } = settings;
    return [
      (text) => {
        const user = parseUserName(text);
        return user === null ? ODD : texts.userNumbers.numberOf(user);
      },
      (text) => (isKeptName(text) ? texts.accountNumbers.numberOf(text) : ODD),
      (text) => {
        const state = parseJobState(text);
        return state.kind === 'ended' ? texts.stateNumbers.numberOf(state.name) : ODD;
      },
      (text) => {
        const rate = reqMemRate(text, { base: memoryBase, withoutSuffix: reqMemWithoutSuffix });
        return rate === null ? ODD : this.#reqMems.push(rate) - 1;
      },
      (text) => {
        const mem = tresValue(text, 'mem') ?? '';
        const memBytes = mem === '' ? UNKNOWN : parseByteSize(mem, memoryBase, 'M');
        const gpus = gpuCount(text, gpuNames);
        return memBytes === null || gpus === null ? ODD : this.#tres.push({ gpus, memBytes }) - 1;
      },
    ];
  }
}

/** How rows are read. */
export type UsualRowsParts = { readonly layout: ColumnLayout; readonly settings: RowSettings };

/** What is done with the columns one after the other: a cell is read into, or, as a negative number, columns are passed. */
function planOf(cells: readonly (number | null)[]): number[] {
  const plan: number[] = [];
  for (const cell of cells) {
    const last = plan.at(-1);
    if (cell !== null) plan.push(cell);
    else if (last !== undefined && last < 0) plan[plan.length - 1] = last - 1;
    else plan.push(-1);
  }
  return plan;
}
