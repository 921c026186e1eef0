import { z } from 'zod';
import { openJson, sealJson } from '../../platform/checked-json.ts';
import { type Upgrade, withUpgrades } from '../../platform/file-versions.ts';
import { totalsKey } from '../rollups/totals.ts';
import { SPARK_MONTHS } from './board-ranges.ts';
import type { BoardSums } from './board-sums.ts';
import { ROW_NUMBERS } from './counter-rows.ts';
import { KeyTable } from './key-table.ts';
import { packNumbers, unpackNumbers } from './whole-numbers.ts';

/** Version 1 held a row of numbers for each user: it is made anew, as no key is empty. */
const madeAnew: Upgrade = ({ kind }) => ({
  schema_version: 2,
  kind,
  key: '',
  windows: [],
  users: [],
  accounts: [],
  numbers: '',
});

/**
 * `state/board-sums.json`: the sums over a cluster's settled months, kept from one build of the boards to the next, and
 * `state/board-sums-now.json`, those over all its months. `key` stands for everything they were made from.
 */
export const keptSumsSchema = withUpgrades(
  z.object({
    schema_version: z.literal(2),
    kind: z.literal('board-sums'),
    key: z.string(),
    windows: z.array(z.string()),
    users: z.array(z.string()),
    accounts: z.array(z.string()).describe('as many: each user in an account has a row'),
    numbers: z
      .string()
      .describe('LEB128 in base64: the rows of counters of each window, then those of the cpu_seconds of months'),
  }),
  [madeAnew],
);

/** The bytes of the file. */
export function encodeKeptSums(key: string, { keys, windows, spark }: BoardSums): Buffer {
  const names = Array.from({ length: keys.size }, (_, row) => keys.nameAt(row));
  const content: z.infer<typeof keptSumsSchema> = {
    schema_version: 2,
    kind: 'board-sums',
    key,
    windows: [...windows.keys()],
    users: names.map(({ user }) => user),
    accounts: names.map(({ account }) => account),
    numbers: packNumbers([...windows.values(), spark]).toString('base64'),
  };
  return sealJson(JSON.stringify(content));
}

/** The sums in a file's bytes; null when they are of another key, or not to be trusted. */
export function decodeKeptSums(bytes: Buffer, key: string): BoardSums | null {
  const read = openJson(bytes, keptSumsSchema);
  if (!read.ok || read.value.key !== key) return null;
  const { windows: names, users, accounts, numbers } = read.value;
  const packed = Buffer.from(numbers, 'base64');
  // No memory is taken for numbers that are not there.
  if (packed.length < users.length * (names.length * ROW_NUMBERS + SPARK_MONTHS)) return null;
  const keys = new KeyTable();
  for (const [row, user] of users.entries()) keys.numberOfKey(totalsKey(user, accounts[row] ?? ''));
  const windows = names.map((name) => [name, new Float64Array(keys.size * ROW_NUMBERS)] as const);
  const spark = new Float64Array(keys.size * SPARK_MONTHS);
  const isWhole = unpackNumbers(packed, [...windows.map(([, rows]) => rows), spark]);
  return isWhole && keys.size === users.length ? { keys, windows: new Map(windows), spark } : null;
}
