import type { Counters } from './counters.ts';

/** Rates and efficiencies rank only from this many jobs on: below it one job decides. */
const RATE_MIN_JOBS = 10;

/** How people read a metric's value. */
export type MetricUnit = 'hours' | 'count' | 'ratio' | 'megabytes' | 'seconds';

/** One way to rank users: its value from counters, null where nothing is known. */
export type Metric = {
  readonly name: string;
  readonly title: string;
  readonly unit: MetricUnit;
  /** Jobs a row needs to be ranked. */
  readonly minJobs: number;
  readonly value: (counters: Counters) => number | null;
};

const ratio = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null);

function sum(name: string, title: string, unit: MetricUnit, value: (counters: Counters) => number): Metric {
  return { name, title, unit, minJobs: 0, value };
}

function rate(name: string, title: string, value: (counters: Counters) => number | null, unit: MetricUnit = 'ratio') {
  return { name, title, unit, minJobs: RATE_MIN_JOBS, value } satisfies Metric;
}

/** Every metric of the boards, in the order in which viewers offer them. */
export const METRICS: readonly Metric[] = [
  sum('clock_hours', 'CPU hours', 'hours', (c) => c.cpu_seconds / 3600),
  sum('elapsed_hours', 'Elapsed hours', 'hours', (c) => c.elapsed_seconds / 3600),
  sum('gpu_clock_hours', 'GPU hours', 'hours', (c) => c.gpu_seconds / 3600),
  sum('gpu_elapsed_hours', 'GPU job hours', 'hours', (c) => c.gpu_elapsed_seconds / 3600),
  sum('node_hours', 'Node hours', 'hours', (c) => c.node_seconds / 3600),
  sum('jobs', 'Jobs', 'count', (c) => c.jobs),
  sum('gpu_jobs', 'GPU jobs', 'count', (c) => c.gpu_jobs),
  sum('failed_jobs', 'Failed jobs', 'count', (c) => c.failed_jobs),
  rate('failure_rate', 'Failure rate', (c) => ratio(c.failed_jobs, c.jobs)),
  rate('wait_hours', 'Mean wait', (c) => ratio(c.wait_seconds, c.wait_jobs * 3600), 'hours'),
  rate('cpu_efficiency', 'CPU efficiency', (c) => ratio(c.cpu_used_seconds, c.cpu_measured_seconds)),
  sum('wasted_cpu_hours', 'Wasted CPU hours', 'hours', (c) =>
    Math.max(0, (c.cpu_measured_seconds - c.cpu_used_seconds) / 3600),
  ),
  sum('req_mem_mb', 'Memory requested', 'megabytes', (c) => c.req_mem_kb / 1000),
  sum('max_mem_mb', 'Memory peak', 'megabytes', (c) => c.max_mem_kb / 1000),
  sum('avg_mem_mb', 'Memory average', 'megabytes', (c) => c.avg_mem_kb / 1000),
  rate('mem_efficiency', 'Memory efficiency', (c) => ratio(c.mem_used_kb, c.mem_alloc_kb)),
  sum('biggest_job', 'Biggest job (CPUs)', 'count', (c) => c.max_job_cpus),
  sum('longest_job', 'Longest job', 'seconds', (c) => c.longest_job_seconds),
];

/** The metric of a name, undefined when there is none. */
export function findMetric(name: string): Metric | undefined {
  return METRICS.find((metric) => metric.name === name);
}
