import { compileWasm, WASM_PAGE_BYTES, type WasmMemory } from '../../platform/web-assembly.ts';
import { ROW_KERNEL } from './row-kernel-wasm.ts';
import { DIGEST_WORDS } from './run-batch.ts';

/** What a row turned out to be; `newText`: a text is to be added before it can be read. */
export const ROW = { odd: 0, job: 1, step: 2, newText: 3 } as const;

/** Where parts of the row lie that was read last, as places in {@link RowKernel.places}. */
export const PLACE = {
  idFrom: 0,
  idTo: 1,
  submitFrom: 2,
  submitTo: 3,
  next: 4,
  textTable: 5,
  textFrom: 6,
  textTo: 7,
} as const;

/** The longest text of which {@link RowKernel.sha1} makes a digest. */
export const ONE_BLOCK_BYTES = 55;

const CELL_COUNT = 16;
/** Room for rows; none may be longer. */
export const INPUT_BYTES = 1_179_648;
/** Bytes are looked at sixteen at a time, which may go beyond the last row. */
const PADDING = 64;

type Exports = {
  readonly memory: WasmMemory;
  readonly read: (from: number) => number;
  readonly addText: (table: number, from: number, to: number, meaning: number) => number;
  readonly emptyTexts: (table: number) => void;
  readonly sha1: (length: number) => void;
} & Readonly<Record<Constant, { readonly value: number }>>;

type Constant =
  | 'CELLS'
  | 'PLACES'
  | 'PLANS'
  | 'PLAN_BYTES'
  | 'END_OF_PLAN'
  | 'UNITS'
  | 'INPUT'
  | 'SHA1_TEXT'
  | 'SHA1_DIGEST';

let compiled: { readonly exports: () => Exports } | null = null;

/** The innermost loop of reading rows, as it stands in row-kernel.as; its memory is its own. */
export class RowKernel {
  /** What the cells of the row say, by the numbers of the plan. */
  readonly cells: Float64Array;
  readonly places: Int32Array;
  /** Where rows are read from; what lies in it is told by offsets in it. */
  readonly input: Buffer;
  /** Where a text is put of which {@link sha1} makes a digest. */
  readonly sha1Text: Uint8Array;
  readonly #digest: Uint32Array;
  readonly #plans: readonly [Int32Array, Int32Array];
  readonly #units: Float64Array;
  readonly #inputAt: number;
  readonly #endOfPlan: number;
  readonly #exports: Exports;

  constructor() {
    compiled ??= compileWasm<Exports>(Buffer.from(ROW_KERNEL, 'base64'));
    const exports = compiled.exports();
    const at = (name: Constant): number => exports[name].value;
    this.#exports = exports;
    this.#inputAt = at('INPUT');
    this.#endOfPlan = at('END_OF_PLAN');
    exports.memory.grow(Math.ceil((this.#inputAt + INPUT_BYTES + PADDING) / WASM_PAGE_BYTES));
    const memory = exports.memory.buffer;
    this.cells = new Float64Array(memory, at('CELLS'), CELL_COUNT);
    this.places = new Int32Array(memory, at('PLACES'), Object.keys(PLACE).length);
    this.input = Buffer.from(memory, this.#inputAt, INPUT_BYTES);
    this.sha1Text = new Uint8Array(memory, at('SHA1_TEXT'), ONE_BLOCK_BYTES);
    this.#digest = new Uint32Array(memory, at('SHA1_DIGEST'), DIGEST_WORDS);
    const planLength = at('PLAN_BYTES') / 4;
    const plan = (index: number): Int32Array =>
      new Int32Array(memory, at('PLANS') + index * at('PLAN_BYTES'), planLength);
    this.#plans = [plan(0), plan(1)];
    this.#units = new Float64Array(memory, at('UNITS'), 256);
  }

  /**
   * Says what is done with the columns behind the first, of a job's row and of a step's: a number is that of a cell, a
   * negative one says how many columns are passed. False where there are too many.
   */
  plan(job: readonly number[], step: readonly number[]): boolean {
    for (const [index, steps] of [job, step].entries()) {
      const memory = this.#plans[index]!;
      if (steps.length >= memory.length) return false;
      memory.set([...steps, this.#endOfPlan]);
    }
    return true;
  }

  /** Sets what a letter behind a number stands for, in bytes. */
  setUnit(letter: string, bytes: number): void {
    this.#units[letter.charCodeAt(0)] = bytes;
  }

  /** Reads the row at an offset of the input, which has a newline behind it; returns one of {@link ROW}. */
  read(from: number): number {
    return this.#exports.read(this.#inputAt + from);
  }

  /** A part of the row that was read last, one of {@link PLACE} but for the table: its offset in the input. */
  place(place: number): number {
    return this.places[place]! - this.#inputAt;
  }

  /** Says what the text means that was new in the row; false when its table is full. */
  addText(meaning: number): boolean {
    const { places } = this;
    const [table, from, to] = [places[PLACE.textTable]!, places[PLACE.textFrom]!, places[PLACE.textTo]!];
    return this.#exports.addText(table, from, to, meaning) !== 0;
  }

  /** Forgets the texts of a table. */
  emptyTexts(table: number): void {
    this.#exports.emptyTexts(table);
  }

  /** Puts the first words of the SHA-1 of the first bytes of {@link sha1Text}, 55 at most, into a list. */
  sha1(length: number, into: Uint32Array, at: number): void {
    this.#exports.sha1(length);
    const digest = this.#digest;
    for (let word = 0; word < DIGEST_WORDS; word++) into[at + word] = digest[word]!;
  }
}
