import { COUNTERS } from '../../domain/counters.ts';
import { SPARK_MONTHS } from './board-ranges.ts';
import { addRow, addRows, type CounterRows, ROW_NUMBERS } from './counter-rows.ts';
import { KeyTable } from './key-table.ts';

/** All that the boards of one day are made from, for each user in each account. */
export type BoardSums = {
  readonly keys: KeyTable;
  /** Counters by the name of a window's range, a row for each key. */
  readonly windows: ReadonlyMap<string, CounterRows>;
  /** cpu_seconds of the last months, {@link SPARK_MONTHS} numbers for each key, oldest month first. */
  readonly spark: Float64Array;
};

const CPU_SECONDS = COUNTERS.indexOf('cpu_seconds');

/** The sums of ranges as boards want them: of the `months` only the cpu_seconds. */
export function boardSums(
  keys: KeyTable,
  ranges: ReadonlyMap<string, CounterRows>,
  months: readonly string[],
): BoardSums {
  const spark = new Float64Array(keys.size * SPARK_MONTHS);
  for (const [index, month] of months.entries()) {
    const rows = ranges.get(month) ?? new Float64Array(0);
    for (let key = 0; key * ROW_NUMBERS < rows.length; key++) {
      spark[key * SPARK_MONTHS + index] = rows[key * ROW_NUMBERS + CPU_SECONDS]!;
    }
  }
  return { keys, windows: new Map([...ranges].filter(([name]) => !months.includes(name))), spark };
}

/** The sum of two parts of one cluster that share their keys; `later` may know more of them. */
export function joinParts(earlier: BoardSums, later: BoardSums): BoardSums {
  const windows = new Map<string, CounterRows>();
  for (const [name, rows] of later.windows) {
    const sum = rows.slice();
    addRows(sum, earlier.windows.get(name) ?? new Float64Array(0));
    windows.set(name, sum);
  }
  const spark = later.spark.slice();
  for (let index = 0; index < earlier.spark.length; index++) spark[index]! += earlier.spark[index]!;
  return { keys: later.keys, windows, spark };
}

/** The sum over several clusters. */
export function mergeClusters(clusters: readonly BoardSums[]): BoardSums {
  const [first] = clusters;
  if (first !== undefined && clusters.length === 1) return first;
  const keys = new KeyTable();
  const numbers = clusters.map((cluster) => renumber(cluster.keys, keys));
  const names = first === undefined ? [] : [...first.windows.keys()];
  const windows = new Map(names.map((name) => [name, new Float64Array(keys.size * ROW_NUMBERS)]));
  const spark = new Float64Array(keys.size * SPARK_MONTHS);
  for (const [index, cluster] of clusters.entries()) {
    const numberOf = numbers[index]!;
    for (const [name, rows] of cluster.windows) {
      const sum = windows.get(name)!;
      for (let key = 0; key < numberOf.length; key++) {
        addRow(sum, numberOf[key]! * ROW_NUMBERS, rows, key * ROW_NUMBERS);
      }
    }
    addSpark(spark, cluster.spark, numberOf);
  }
  return { keys, windows, spark };
}

function addSpark(into: Float64Array, from: Float64Array, numberOf: Int32Array): void {
  for (let key = 0; key < numberOf.length; key++) {
    for (let month = 0; month < SPARK_MONTHS; month++) {
      into[numberOf[key]! * SPARK_MONTHS + month]! += from[key * SPARK_MONTHS + month]!;
    }
  }
}

/** The number in `into` for each number of `from`. */
function renumber(from: KeyTable, into: KeyTable): Int32Array {
  return Int32Array.from({ length: from.size }, (_, key) => {
    const name = from.bytesAt(key);
    return into.numberOf(name, 0, name.length);
  });
}
