/** Stands for a number that is not known; all known ones are from 0 on. */
export const UNKNOWN = -1;

/** Words of 32 bits of a run's SHA-1 that are kept: the first 128 bits, big-endian. */
export const DIGEST_WORDS = 4;

/** Texts that runs of one reader have by number: a text's number is its place. */
export type RunTexts = {
  readonly users: readonly string[];
  readonly accounts: readonly string[];
  readonly states: readonly string[];
};

const NUMBERS = [
  'submit',
  'end',
  'elapsedSeconds',
  'cpus',
  'nodes',
  'gpus',
  'waitSeconds',
  'reqMemBytes',
  'maxMemBytes',
  'avgMemBytes',
  'usedMemBytes',
  'allocMemBytes',
  'cpuUsedSeconds',
] as const;
const CODES = ['user', 'account', 'state', 'started', 'counted'] as const;

/** Bytes that a run takes. */
const RUN_BYTES = NUMBERS.length * 8 + CODES.length * 4 + DIGEST_WORDS * 4;

/**
 * Ended runs of jobs, their steps folded in, in arrays of numbers that threads can share. Seconds, bytes and counts;
 * `submit` and `end` are epoch seconds; {@link UNKNOWN} is what accounting does not tell.
 */
export class RunBatch {
  /** Runs that are in it. */
  count = 0;
  readonly capacity: number;
  /** {@link DIGEST_WORDS} words of each run's identity, `JobID|Submit` (spec D1). */
  readonly digests: Uint32Array;
  readonly submit: Float64Array;
  /** Its UTC day is the day the run belongs to, whole. */
  readonly end: Float64Array;
  readonly elapsedSeconds: Float64Array;
  readonly cpus: Float64Array;
  readonly nodes: Float64Array;
  readonly gpus: Float64Array;
  /** Unknown for a run that never started. */
  readonly waitSeconds: Float64Array;
  readonly reqMemBytes: Float64Array;
  /** Greatest MaxRSS, and AveRSS, over the rows of the run. */
  readonly maxMemBytes: Float64Array;
  readonly avgMemBytes: Float64Array;
  /** Greatest memory summed over the tasks of one step, for efficiency. */
  readonly usedMemBytes: Float64Array;
  readonly allocMemBytes: Float64Array;
  readonly cpuUsedSeconds: Float64Array;
  /** Numbers of {@link RunTexts}. */
  readonly user: Int32Array;
  readonly account: Int32Array;
  readonly state: Int32Array;
  /** 1: it was given what it asked for; 0: it never started. */
  readonly started: Int32Array;
  /** 1: its counters were already added where it was read. */
  readonly counted: Int32Array;

  constructor(capacity: number, buffer: ArrayBufferLike = new ArrayBuffer(bytesOfBatch(capacity)), offset = 0) {
    this.capacity = capacity;
    let at = offset;
    const numbers = (): Float64Array => {
      const array = new Float64Array(buffer, at, capacity);
      at += capacity * 8;
      return array;
    };
    const codes = (): Int32Array => {
      const array = new Int32Array(buffer, at, capacity);
      at += capacity * 4;
      return array;
    };
    this.submit = numbers();
    this.end = numbers();
    this.elapsedSeconds = numbers();
    this.cpus = numbers();
    this.nodes = numbers();
    this.gpus = numbers();
    this.waitSeconds = numbers();
    this.reqMemBytes = numbers();
    this.maxMemBytes = numbers();
    this.avgMemBytes = numbers();
    this.usedMemBytes = numbers();
    this.allocMemBytes = numbers();
    this.cpuUsedSeconds = numbers();
    this.user = codes();
    this.account = codes();
    this.state = codes();
    this.started = codes();
    this.counted = codes();
    this.digests = new Uint32Array(buffer, at, capacity * DIGEST_WORDS);
  }
}

/** Bytes that a batch for so many runs takes; a multiple of 8. */
export function bytesOfBatch(capacity: number): number {
  return Math.ceil((capacity * RUN_BYTES) / 8) * 8;
}
