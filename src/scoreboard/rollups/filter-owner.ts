import { parseJson } from '../../platform/parse-json.ts';
import { decodeFilter, filterHeaderSchema } from '../dedupe/filter-file.ts';
import type { MonthOwner } from './of-another.ts';

/** So many first bytes of a filter hold its header. */
export const FILTER_HEAD_BYTES = 4096;
const NEWLINE = 10;

/** Whose filter the first bytes of a filter's file say that it is; null where they are no header. */
export function filterOwner(start: Buffer): MonthOwner | null {
  const stop = start.subarray(0, FILTER_HEAD_BYTES).indexOf(NEWLINE);
  const header = filterHeaderSchema.safeParse(parseJson(start.toString('utf8', 0, Math.max(0, stop))));
  return header.success ? { cluster: header.data.cluster, month: header.data.month } : null;
}

/** True for a filter that is whole, but of another month or cluster. */
export function isStrangersFilter(bytes: Buffer, { cluster, month }: MonthOwner): boolean {
  const owner = filterOwner(bytes);
  if (owner === null || (owner.cluster === cluster && owner.month === month)) return false;
  return decodeFilter(bytes, owner).ok;
}
