import { COUNTERS } from '../../domain/counters.ts';

/** Rows of counters one after the other, {@link ROW_NUMBERS} numbers a row in the order of COUNTERS. */
export type CounterRows = Float64Array;

/** Numbers in a row. */
export const ROW_NUMBERS = COUNTERS.length;

/** How many of them, from the front, are sums; the others are maxima. */
const SUMS = COUNTERS.indexOf('longest_job_seconds');

/** Adds the row that begins at `fromAt` to the one that begins at `intoAt`, in place, as addCounters does. */
export function addRow(into: CounterRows, intoAt: number, from: CounterRows, fromAt: number): void {
  for (let index = 0; index < SUMS; index++) {
    const sum = into[intoAt + index]! + from[fromAt + index]!;
    into[intoAt + index] = Math.min(sum, Number.MAX_SAFE_INTEGER);
  }
  for (let index = SUMS; index < ROW_NUMBERS; index++) {
    const value = from[fromAt + index]!;
    if (value > into[intoAt + index]!) into[intoAt + index] = value;
  }
}

/** Adds rows to rows at the same places, in place; `into` has at least as many. */
export function addRows(into: CounterRows, from: CounterRows): void {
  for (let at = 0; at < from.length; at += ROW_NUMBERS) addRow(into, at, from, at);
}

/** The numbers with room for `length`: the same ones, or a copy with zeros at the end. */
export function grown(numbers: Float64Array<ArrayBuffer>, length: number): Float64Array<ArrayBuffer> {
  if (numbers.length >= length) return numbers;
  const more = new Float64Array(Math.max(length, numbers.length * 2));
  more.set(numbers);
  return more;
}
