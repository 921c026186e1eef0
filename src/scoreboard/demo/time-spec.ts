import type { WallClock } from '../../domain/slurm-time.ts';
import { EXIT } from '../../platform/exit-codes.ts';
import { KnownError } from '../../platform/known-error.ts';

/** The present and the time zone in which times are read and written. */
export type LocalTime = {
  readonly nowSeconds: number;
  readonly wallClock: WallClock;
  readonly wallText: (epochSeconds: number) => string;
};

/** `uts` with a smaller number is refused by every sacct. Measured. */
const LEAST_UTS = 1_000_000;
const UNIT_SECONDS: Readonly<Record<string, number>> = {
  second: 1,
  minute: 60,
  hour: 3600,
  day: 86_400,
  week: 604_800,
};

/**
 * Reads a time as `-S` and `-E` take it, in epoch seconds: `uts1795195565`, `now`, `now-2hours`, `today`, `midnight`,
 * `2026-11-20`, `2026-11-20T17:26[:05]` (local). Of sacct's other forms it knows none.
 * Throws KnownError. Source: sacct(1), "Valid time formats".
 */
export function parseTimeSpec(text: string, local: LocalTime): number {
  const seconds = epochSpec(text) ?? relativeSpec(text, local) ?? daySpec(text, local);
  if (seconds === null) throw new KnownError(`Invalid time specification (pos=0): ${text}`, EXIT.failed);
  return seconds;
}

/** Epoch seconds of the local midnight before now. */
export function localMidnight({ nowSeconds, wallClock, wallText }: LocalTime): number {
  return wallClock(`${wallText(nowSeconds).slice(0, 10)}T00:00:00`) ?? nowSeconds;
}

function epochSpec(text: string): number | null {
  const match = /^uts(\d{1,11})$/i.exec(text);
  return match !== null && Number(match[1]) >= LEAST_UTS ? Number(match[1]) : null;
}

function relativeSpec(text: string, local: LocalTime): number | null {
  if (/^(?:today|midnight)$/i.test(text)) return localMidnight(local);
  const match = /^now(?:([+-])(\d+)(second|minute|hour|day|week)?s?)?$/i.exec(text);
  if (match === null) return null;
  const [, sign = '+', count = '0', unit = 'second'] = match;
  const delta = Number(count) * (UNIT_SECONDS[unit.toLowerCase()] ?? 1);
  return local.nowSeconds + (sign === '-' ? -delta : delta);
}

function daySpec(text: string, { wallClock }: LocalTime): number | null {
  const match = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(:\d{2})?)?$/.exec(text);
  return match === null ? null : wallClock(`${match[1]}T${match[2] ?? '00:00'}${match[3] ?? ':00'}`);
}
