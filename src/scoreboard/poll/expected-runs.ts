import { DAY_SECONDS } from '../../domain/calendar.ts';
import type { PlainFile } from '../../platform/plain-file.ts';
import type { ColumnLayout } from '../records/column-layout.ts';

/** Runs that a file may have, in all and of one month: what memory and filters are made for, which grow where it is wrong. */
export type ExpectedRuns = { readonly inAll: number; readonly perMonth: number };

/** Beyond what a part lets expect, as a file is not the same all over. */
const SPARE = 1.3;
const SAMPLE_BYTES = 262_144;
const MONTH_SECONDS = 30 * DAY_SECONDS;

/** Tells it from the rows at the beginning of a file and at its end, as if those between were spread evenly. */
export function expectedRuns(file: PlainFile, layout: ColumnLayout): ExpectedRuns {
  const first = sampleAt(file, 0);
  const last = sampleAt(file, Math.max(0, file.bytes - SAMPLE_BYTES));
  const rows = jobRowsIn(first);
  const inAll = runsInAll(rows.length, { ofBytes: first.length, bytes: file.bytes });
  const ends = [...rows, ...jobRowsIn(last)].map((row) => endOf(row.split('|')[layout.at.End] ?? ''));
  const known = ends.filter((end) => !Number.isNaN(end)).sort((a, b) => a - b);
  const seconds = (known.at(-1) ?? 0) - (known[0] ?? 0);
  return { inAll, perMonth: Math.ceil(inAll * Math.min(1, MONTH_SECONDS / seconds)) };
}

/** Runs to expect in so many bytes, when so many were found in a part of them. */
export function runsInAll(found: number, { ofBytes, bytes }: { ofBytes: number; bytes: number }): number {
  return Math.ceil((SPARE * found * bytes) / Math.max(1, ofBytes));
}

function sampleAt(file: PlainFile, position: number): Buffer {
  const memory = Buffer.allocUnsafe(SAMPLE_BYTES);
  return memory.subarray(0, file.readAt(position, memory));
}

/** Rows that look like those of jobs. */
function jobRowsIn(bytes: Buffer): string[] {
  const lines = bytes.toString('latin1').split('\n');
  return lines.filter((line) => line.indexOf('|') > 0 && !line.slice(0, line.indexOf('|')).includes('.'));
}

/** An End in epoch seconds or as a local time, of which the zone does not matter here; NaN for what is neither. */
function endOf(end: string): number {
  return /^\d{9,11}$/.test(end) ? Number(end) : Date.parse(`${end}Z`) / 1000;
}
