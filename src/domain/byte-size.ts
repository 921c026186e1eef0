/** How sacct's K, M, G, T, P are read: 1000 (the default of this project) or 1024 (what Slurm means). */
export type MemoryBase = 1000 | 1024;

const POWERS = { '': 0, K: 1, M: 2, G: 3, T: 4, P: 5 } as const;
const SIZE = /^(\d+(?:\.\d+)?)([KMGTP]?)$/;

/** The units a size may carry; the empty string is "no unit". */
export type SizeUnit = keyof typeof POWERS;

/**
 * Splits a size as sacct prints it (`1.50G`, `316684K`, `71624021`) into number and unit.
 * Null when it is not such a text. Source: `convert_num_unit2` in Slurm's slurm_protocol_api.c.
 */
export function splitSize(text: string): { value: number; unit: SizeUnit } | null {
  const match = SIZE.exec(text);
  return match === null ? null : { value: Number(match[1]), unit: match[2] as SizeUnit };
}

/** Bytes in one `unit`: a power of `base`, 1 for no unit. */
export function unitBytes(unit: SizeUnit, base: MemoryBase): number {
  return base ** POWERS[unit];
}

/**
 * A size in bytes; `bareUnit` is meant where the text has none (M for ReqMem and AllocTRES, bytes for
 * MaxRSS, AveRSS and TRESUsage). Null when unreadable, or beyond the 9e15 up to which whole bytes are exact.
 */
export function parseByteSize(text: string, base: MemoryBase, bareUnit: SizeUnit = ''): number | null {
  const size = splitSize(text);
  if (size === null) return null;
  const bytes = size.value * unitBytes(size.unit === '' ? bareUnit : size.unit, base);
  return bytes <= Number.MAX_SAFE_INTEGER ? bytes : null;
}

/** Bytes as whole kB (1000 bytes), rounded half up: the unit in which the rollups keep memory. */
export function bytesToKb(bytes: number): number {
  return Math.floor(bytes / 1000 + 0.5);
}
