import { type MemoryBase, type SizeUnit, unitBytes } from './byte-size.ts';

/** What a ReqMem without `c` or `n` stands for: memory of each node (Slurm below 21.08) or of the whole job. */
export type ReqMemWithoutSuffix = 'per-node' | 'per-job';

/** The job and the settings a ReqMem is read with. */
export type ReqMemContext = {
  readonly cpus: number;
  readonly nodes: number;
  readonly base: MemoryBase;
  readonly withoutSuffix: ReqMemWithoutSuffix;
};

/** A readable ReqMem: bytes of the whole job, or null where Slurm says that none is known. */
export type ReqMem = { readonly ok: true; readonly bytes: number | null } | { readonly ok: false };

/** A ReqMem before it is known what it is of: bytes of one CPU, node or job; null bytes: none is known. */
export type ReqMemRate = { readonly bytes: number | null; readonly per: 'cpu' | 'node' | 'job' };

const REQ_MEM = /^(\d+(?:\.\d+)?)?([KMGTP?]?)([cn]?)$/;

/** 2^31 MiB in each unit: the per-CPU flag that Slurm below 17.02 kept in bit 31 of the MiB value. */
const OLD_PER_CPU_FLAG: Record<SizeUnit, number> = {
  '': 2 ** 31,
  K: 2 ** 41,
  M: 2 ** 31,
  G: 2 ** 21,
  T: 2 ** 11,
  P: 2,
};

/**
 * Reads ReqMem (`4000Mc`, `64Gn`, `312.50G`, `16?`, empty). Suffix `c` is per allocated CPU, `n` per node;
 * `?` and the empty text mean that none is known. No unit is M. Beyond 9e15 bytes it is unreadable.
 * Sources: sacct(1) of 20.11 and 21.08 (the suffixes went in 21.08); Slurm commit b4c4b1dc85 (`?`).
 */
export function parseReqMem(text: string, context: ReqMemContext): ReqMem {
  const rate = reqMemRate(text, context);
  if (rate === null) return { ok: false };
  const bytes = reqMemBytes(rate, context);
  return bytes === null || bytes <= Number.MAX_SAFE_INTEGER ? { ok: true, bytes } : { ok: false };
}

/** What ReqMem says of a job of any size; null when it cannot be read. */
export function reqMemRate(
  text: string,
  { base, withoutSuffix }: Pick<ReqMemContext, 'base' | 'withoutSuffix'>,
): ReqMemRate | null {
  if (text === '') return NONE_KNOWN;
  const match = REQ_MEM.exec(text);
  if (match === null) return null;
  const [, digits, unitText, suffix] = match;
  if (unitText === '?') return NONE_KNOWN;
  if (digits === undefined) return null;
  const value = Number(digits);
  const unit = unitText === '' ? 'M' : (unitText as SizeUnit);
  const one = unitBytes(unit, base);
  if (suffix === 'n' && value >= OLD_PER_CPU_FLAG[unit]) {
    return { bytes: (value - OLD_PER_CPU_FLAG[unit]) * one, per: 'cpu' };
  }
  if (suffix === 'c') return { bytes: value * one, per: 'cpu' };
  return { bytes: value * one, per: suffix === 'n' || withoutSuffix === 'per-node' ? 'node' : 'job' };
}

/** The bytes of a job of so many CPUs and nodes. */
export function reqMemBytes(
  { bytes, per }: ReqMemRate,
  { cpus, nodes }: { cpus: number; nodes: number },
): number | null {
  if (bytes === null || per === 'job') return bytes;
  return bytes * (per === 'cpu' ? cpus : nodes);
}

const NONE_KNOWN: ReqMemRate = { bytes: null, per: 'job' };
