import { type MemoryBase, parseByteSize, type SizeUnit } from '../../domain/byte-size.ts';
import { parseCpuTime } from '../../domain/duration.ts';
import { parseReqMem, type ReqMemWithoutSuffix } from '../../domain/req-mem.ts';
import { parseSlurmTime, type SlurmTime, type WallClock } from '../../domain/slurm-time.ts';
import { gpuCount, tresValue } from '../../domain/tres.ts';
import { isKeptName, parseUserName } from '../../domain/user-name.ts';
import type { Column } from '../sacct/columns.ts';
import type { RejectReason } from './row-counts.ts';

/** How rows are to be read. */
export type RowSettings = {
  readonly memoryBase: MemoryBase;
  readonly reqMemWithoutSuffix: ReqMemWithoutSuffix;
  readonly gpuNames: readonly string[];
  readonly wallClock: WallClock;
  /** Ends after this many epoch seconds are not in the past: the row is rejected. */
  readonly latestEnd: number;
};

/** A row's cell of a column; undefined where the column was not asked for. */
export type Cells = (column: Column) => string | undefined;

/** Memory that one row tells of, in bytes; null where it tells nothing. */
export type RowMemory = {
  readonly maxRss: number | null;
  readonly aveRss: number | null;
  readonly usedTotal: number | null;
};

/** A job row of an ended run; the memory of its steps is still to be folded in. Unknown is null, never 0. */
export type JobRow = {
  readonly jobId: string;
  /** Epoch seconds, as `end`. */
  readonly submit: number;
  readonly user: string;
  /** Empty where accounting has none or the column was not asked for. */
  readonly account: string;
  readonly state: string;
  readonly end: number;
  readonly started: boolean;
  readonly elapsedSeconds: number;
  readonly cpus: number;
  readonly nodes: number;
  readonly gpus: number;
  readonly waitSeconds: number | null;
  readonly reqMemBytes: number | null;
  readonly allocMemBytes: number | null;
  readonly cpuUsedSeconds: number | null;
  readonly memory: RowMemory;
  /** Whether Start lies before the instant from which the run could start. */
  readonly negativeWait: boolean;
};

/** What a parser made of a row: a value, or the reason why it cannot be read. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly reason: RejectReason };

/** A row with its JobID and State already read. */
export type EndedRow = { readonly jobId: string; readonly state: string; readonly cells: Cells };

/** Reads the row of an ended run (spec P3 to P10). */
export function parseJobRow(row: EndedRow, settings: RowSettings): Parsed<JobRow> {
  return orReason(() => readJobRow(row, settings));
}

/** Reads what any row says of memory used (spec P8). */
export function parseRowMemory(cells: Cells, base: MemoryBase): Parsed<RowMemory> {
  return orReason(() => readMemory(cells, base));
}

function readJobRow({ jobId, state, cells }: EndedRow, settings: RowSettings): JobRow {
  const end = instant(cells('End'), settings.wallClock) ?? reject('bad_time');
  const submit = instant(cells('Submit'), settings.wallClock) ?? reject('bad_time');
  const start = instant(cells('Start'), settings.wallClock);
  const waitedFrom = instant(cells('Eligible'), settings.wallClock) ?? submit;
  if (end > settings.latestEnd) reject('end_in_future');
  const user = readUser(cells('User') ?? '');
  const account = cells('Account') ?? '';
  if (!isKeptName(account)) reject('bad_user');
  const elapsedSeconds = whole(cells('ElapsedRaw'));
  const cpus = whole(cells('AllocCPUS'));
  const nodes = whole(cells('NNodes'));
  const tres = cells('AllocTRES') ?? '';
  const gpus = gpuCount(tres, settings.gpuNames) ?? reject('bad_tres');
  if (elapsedSeconds * Math.max(cpus, nodes, gpus) > GREATEST_PRODUCT) reject('bad_number');
  const wait = start === null ? null : start - waitedFrom;
  return {
    jobId,
    submit,
    user,
    account,
    state,
    end,
    started: start !== null,
    elapsedSeconds,
    cpus,
    nodes,
    gpus,
    waitSeconds: wait === null ? null : Math.max(0, wait),
    negativeWait: wait !== null && wait < 0,
    reqMemBytes: readReqMem(cells('ReqMem') ?? '', { cpus, nodes }, settings),
    allocMemBytes: size(tresValue(tres, 'mem'), settings.memoryBase, { bareUnit: 'M', reason: 'bad_tres' }),
    cpuUsedSeconds: readCpuTime(cells('TotalCPU') ?? ''),
    memory: readMemory(cells, settings.memoryBase),
  };
}

function readUser(text: string): string {
  if (text.trim() === '') return reject('no_user');
  return parseUserName(text) ?? reject('bad_user');
}

function readReqMem(text: string, size: { cpus: number; nodes: number }, settings: RowSettings): number | null {
  const reqMem = parseReqMem(text, {
    ...size,
    base: settings.memoryBase,
    withoutSuffix: settings.reqMemWithoutSuffix,
  });
  return reqMem.ok ? reqMem.bytes : reject('bad_req_mem');
}

function readMemory(cells: Cells, base: MemoryBase): RowMemory {
  const bytes = { bareUnit: '', reason: 'bad_memory' } as const;
  return {
    maxRss: size(cells('MaxRSS'), base, bytes),
    aveRss: size(cells('AveRSS'), base, bytes),
    usedTotal: size(tresValue(cells('TRESUsageInTot') ?? '', 'mem'), base, bytes),
  };
}

function readCpuTime(text: string): number | null {
  if (text === '') return null;
  return parseCpuTime(text) ?? reject('bad_cpu_time');
}

/** An instant in epoch seconds; null for never, not yet, or no such column. */
function instant(text: string | undefined, wallClock: WallClock): number | null {
  const time: SlurmTime = parseSlurmTime(text ?? '', wallClock);
  if (time.kind === 'unreadable') return reject('bad_time');
  return time.kind === 'at' ? time.epochSeconds : null;
}

/** The greatest number of seconds, CPUs or nodes: Slurm keeps them in 32 bits. */
export const GREATEST = 2 ** 32 - 1;

/** No job had 300,000 CPUs for a year: a number like it is a mistake, and a few of them would hide all others. */
export const GREATEST_PRODUCT = 1e13;

/** A whole number from 0 on; 0 where the column was not asked for, which is said once for the whole answer. */
function whole(text: string | undefined): number {
  if (text === undefined) return 0;
  const value = /^\d{1,10}$/.test(text) ? Number(text) : reject('bad_number');
  return value <= GREATEST ? value : reject('bad_number');
}

function size(
  text: string | null | undefined,
  base: MemoryBase,
  { bareUnit, reason }: { bareUnit: SizeUnit; reason: RejectReason },
): number | null {
  if (text === undefined || text === null || text === '') return null;
  return parseByteSize(text, base, bareUnit) ?? reject(reason);
}

/** Leaves the reading of a row; caught in {@link orReason} alone. */
class Rejected {
  readonly reason: RejectReason;
  constructor(reason: RejectReason) {
    this.reason = reason;
  }
}

function reject(reason: RejectReason): never {
  throw new Rejected(reason);
}

function orReason<T>(read: () => T): Parsed<T> {
  try {
    return { ok: true, value: read() };
  } catch (thrown) {
    if (thrown instanceof Rejected) return { ok: false, reason: thrown.reason };
    throw thrown;
  }
}
