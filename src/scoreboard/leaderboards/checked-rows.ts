import type { z } from 'zod';
import { checkedTail, fitsChecksum } from '../../platform/checked-tail.ts';

/** A checked file's head, and where in its bytes the content of its last value begins and ends. */
export type CheckedRows<T> = { readonly head: T; readonly start: number; readonly end: number };

/** Longest text before the rows. */
const LONGEST_HEAD = 65_536;

/**
 * Opens a checked file whose last value, after `marker` (`"rows":[` or `"days":{`), is to be read from the bytes
 * themselves. `schema` is the file's: the head has to fit it with that value empty. Null when anything is wrong.
 */
export function openCheckedRows<T>(bytes: Buffer, marker: string, schema: z.ZodType<T>): CheckedRows<T> | null {
  const tail = checkedTail(bytes);
  const markerAt = bytes.subarray(0, LONGEST_HEAD).indexOf(marker);
  if (tail === null || markerAt < 0 || !fitsChecksum(bytes, tail)) return null;
  const start = markerAt + marker.length;
  const empty = `${bytes.toString('utf8', 0, start)}${marker.endsWith('[') ? ']' : '}'}}`;
  const checked = schema.safeParse(parse(empty));
  return checked.success ? { head: checked.data, start, end: tail.bodyEnd } : null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
