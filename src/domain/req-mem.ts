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
  if (text === '') return { ok: true, bytes: null };
  const match = REQ_MEM.exec(text);
  if (match === null) return { ok: false };
  const [, digits, unitText, suffix] = match;
  if (unitText === '?') return { ok: true, bytes: null };
  if (digits === undefined) return { ok: false };
  const bytes = jobBytes(Number(digits), unitText as SizeUnit, suffix ?? '', context);
  return bytes <= Number.MAX_SAFE_INTEGER ? { ok: true, bytes } : { ok: false };
}

function jobBytes(value: number, unitText: SizeUnit, suffix: string, context: ReqMemContext): number {
  const unit = unitText === '' ? 'M' : unitText;
  const one = unitBytes(unit, context.base);
  if (suffix === 'n' && value >= OLD_PER_CPU_FLAG[unit]) {
    return (value - OLD_PER_CPU_FLAG[unit]) * one * context.cpus;
  }
  if (suffix === 'c') return value * one * context.cpus;
  if (suffix === 'n' || context.withoutSuffix === 'per-node') return value * one * context.nodes;
  return value * one;
}
