import { z } from 'zod';
import { sealJson } from '../../platform/checked-json.ts';
import { SPARK_MONTHS } from './board-ranges.ts';
import type { BoardSums } from './board-sums.ts';
import { openCheckedRows } from './checked-rows.ts';
import { type CounterRows, ROW_NUMBERS } from './counter-rows.ts';
import type { KeyTable } from './key-table.ts';
import { RowBuffer } from './row-buffer.ts';
import { scanRows } from './scan-rows.ts';

/**
 * `state/board-sums.json`: the sums over a cluster's settled months, kept from one build of the boards to the next.
 * `key` stands for everything they were made from; a row holds the counters of each window and the months' cpu_seconds.
 */
export const keptSumsSchema = z.object({
  schema_version: z.literal(1),
  kind: z.literal('board-sums'),
  key: z.string(),
  windows: z.array(z.string()),
  rows: z.array(z.unknown()),
});

/** The bytes of the file. */
export function encodeKeptSums(key: string, { keys, windows, spark }: BoardSums): Buffer {
  const about = { schema_version: 1, kind: 'board-sums', key, windows: [...windows.keys()] };
  const lines = Array.from({ length: keys.size }, (_, row) => {
    const numbers = [
      ...[...windows.values()].map((rows) => rows.subarray(row * ROW_NUMBERS, (row + 1) * ROW_NUMBERS).join()),
      spark.subarray(row * SPARK_MONTHS, (row + 1) * SPARK_MONTHS).join(),
    ];
    return `\n["${keys.bytesAt(row).toString('utf8')}",${numbers.join()}]`;
  });
  return sealJson(`${JSON.stringify(about).slice(0, -1)},"rows":[${lines.join()}]}`);
}

/** The sums in a file's bytes; null when they are of another key, or not to be trusted. `keys` is still empty. */
export function decodeKeptSums(bytes: Buffer, key: string, keys: KeyTable): BoardSums | null {
  const opened = openCheckedRows(bytes, '"rows":[', keptSumsSchema);
  if (opened === null || opened.head.key !== key) return null;
  const names = opened.head.windows;
  const buffer = new RowBuffer(names.length * ROW_NUMBERS + SPARK_MONTHS);
  if (scanRows(bytes, opened.start, { keys, buffer }) + 1 !== opened.end || keys.size !== buffer.count) return null;
  const windows = names.map((name, index) => [name, columns(buffer, index * ROW_NUMBERS, ROW_NUMBERS)] as const);
  return { keys, windows: new Map(windows), spark: columns(buffer, names.length * ROW_NUMBERS, SPARK_MONTHS) };
}

function columns({ numbers, width, count }: RowBuffer, first: number, length: number): CounterRows {
  const picked = new Float64Array(count * length);
  for (let row = 0; row < count; row++) {
    const from = row * width + first;
    picked.set(numbers.subarray(from, from + length), row * length);
  }
  return picked;
}
