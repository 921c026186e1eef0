/**
 * What the scoreboard adds up, in the order in which rollup rows hold it; all are whole numbers from 0 on.
 * Memory is in kB of 1000 bytes. `wait_seconds` is of the `wait_jobs` that started; `cpu_used_seconds` and
 * `cpu_measured_seconds` are of the jobs whose TotalCPU is known, `mem_used_kb` and `mem_alloc_kb` of those whose
 * memory is known; `max_mem_kb` and `avg_mem_kb` leave out the `mem_unknown_jobs`. The last three are maxima.
 */
export const COUNTERS = [
  'jobs',
  'gpu_jobs',
  'failed_jobs',
  'cancelled_jobs',
  'oom_jobs',
  'timeout_jobs',
  'elapsed_seconds',
  'cpu_seconds',
  'gpu_elapsed_seconds',
  'gpu_seconds',
  'node_seconds',
  'wait_seconds',
  'wait_jobs',
  'cpu_used_seconds',
  'cpu_measured_seconds',
  'req_mem_kb',
  'max_mem_kb',
  'avg_mem_kb',
  'mem_unknown_jobs',
  'mem_used_kb',
  'mem_alloc_kb',
  'longest_job_seconds',
  'max_job_cpus',
  'max_job_gpus',
] as const;

/** The name of one counter. */
export type CounterName = (typeof COUNTERS)[number];

/** Counters by name. */
export type Counters = Record<CounterName, number>;

/** Counters as a plain list in the order of {@link COUNTERS}. */
export type CounterRow = number[];

/** How many of {@link COUNTERS}, from the front, are sums; the others are maxima. */
const SUMS = COUNTERS.indexOf('longest_job_seconds');

/** A list of zeros. */
export function emptyCounters(): CounterRow {
  return new Array<number>(COUNTERS.length).fill(0);
}

/** The list for counters given by name; what is not given is 0. */
export function counterRow(counters: Partial<Counters>): CounterRow {
  return COUNTERS.map((name) => counters[name] ?? 0);
}

/** Counters by name from a list. */
export function namedCounters(row: readonly number[]): Counters {
  return Object.fromEntries(COUNTERS.map((name, index) => [name, row[index] ?? 0])) as Counters;
}

/**
 * Adds `from` to `into` in place: sums are added, maxima kept. A sum stays at 2^53 - 1, beyond which whole numbers are
 * no longer exact: a file with more could not be read again. Lists may hold many rows: `at` says where the two begin.
 */
export function addCounters(
  into: CounterRow | Float64Array,
  from: ArrayLike<number>,
  at: { readonly into: number; readonly from: number } = { into: 0, from: 0 },
): void {
  for (let index = 0; index < SUMS; index++)
    into[at.into + index] = Math.min(Number.MAX_SAFE_INTEGER, into[at.into + index]! + from[at.from + index]!);
  for (let index = SUMS; index < COUNTERS.length; index++)
    into[at.into + index] = Math.max(into[at.into + index]!, from[at.from + index]!);
}
