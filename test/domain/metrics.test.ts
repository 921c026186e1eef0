import { describe, expect, it } from 'vitest';
import { type Counters, counterRow, namedCounters } from '../../src/domain/counters.ts';
import { findMetric, METRICS } from '../../src/domain/metrics.ts';

const counters = (given: Partial<Counters>): Counters => namedCounters(counterRow(given));

/** What a metric makes of counters. */
function value(metric: string, given: Partial<Counters>): number | null | undefined {
  return findMetric(metric)?.value(counters(given));
}

describe('F3 metrics', () => {
  it.each<[metric: string, given: Partial<Counters>, value: number | null]>([
    ['clock_hours', { cpu_seconds: 5400 }, 1.5],
    ['elapsed_hours', { elapsed_seconds: 7200 }, 2],
    ['gpu_clock_hours', { gpu_seconds: 1800 }, 0.5],
    ['gpu_elapsed_hours', { gpu_elapsed_seconds: 3600 }, 1],
    ['node_hours', { node_seconds: 9000 }, 2.5],
    ['jobs', { jobs: 7 }, 7],
    ['gpu_jobs', { gpu_jobs: 3 }, 3],
    ['failed_jobs', { failed_jobs: 2 }, 2],
    ['failure_rate', { failed_jobs: 3, jobs: 12 }, 0.25],
    ['failure_rate', { failed_jobs: 0, jobs: 0 }, null],
    ['failure_rate', { failed_jobs: 0, jobs: 5 }, 0],
    ['wait_hours', { wait_seconds: 14_400, wait_jobs: 8 }, 0.5],
    ['wait_hours', { wait_seconds: 0, wait_jobs: 0 }, null],
    ['wait_hours', { wait_seconds: 0, wait_jobs: 4 }, 0],
    ['cpu_efficiency', { cpu_used_seconds: 900, cpu_measured_seconds: 1200 }, 0.75],
    ['cpu_efficiency', { cpu_used_seconds: 0, cpu_measured_seconds: 0, cpu_seconds: 1200 }, null],
    ['wasted_cpu_hours', { cpu_used_seconds: 1800, cpu_measured_seconds: 9000, cpu_seconds: 90_000 }, 2],
    ['wasted_cpu_hours', { cpu_used_seconds: 9000, cpu_measured_seconds: 1800 }, 0],
    ['req_mem_mb', { req_mem_kb: 1500 }, 1.5],
    ['max_mem_mb', { max_mem_kb: 2500 }, 2.5],
    ['avg_mem_mb', { avg_mem_kb: 500 }, 0.5],
    ['mem_efficiency', { mem_used_kb: 250, mem_alloc_kb: 1000, max_mem_kb: 9999 }, 0.25],
    ['mem_efficiency', { mem_used_kb: 0, mem_alloc_kb: 0 }, null],
    ['biggest_job', { max_job_cpus: 128 }, 128],
    ['longest_job', { longest_job_seconds: 86_400 }, 86_400],
  ])('%s of %o is %s', (metric, given, expected) => {
    expect(value(metric, given)).toBe(expected);
  });

  it('are these, in the order in which viewers offer them', () => {
    expect(METRICS.map((metric) => metric.name).join(' ')).toBe(
      'clock_hours elapsed_hours gpu_clock_hours gpu_elapsed_hours node_hours jobs gpu_jobs failed_jobs failure_rate ' +
        'wait_hours cpu_efficiency wasted_cpu_hours req_mem_mb max_mem_mb avg_mem_mb mem_efficiency biggest_job longest_job',
    );
  });

  it('rates and efficiencies rank from 10 jobs on, the others from the first', () => {
    const rates = METRICS.filter((metric) => metric.minJobs > 0);
    expect(rates.map((metric) => metric.name).sort()).toEqual([
      'cpu_efficiency',
      'failure_rate',
      'mem_efficiency',
      'wait_hours',
    ]);
    expect(new Set(rates.map((metric) => metric.minJobs))).toEqual(new Set([10]));
  });

  it('a name that is none finds nothing', () => {
    expect(findMetric('constructor')).toBeUndefined();
  });
});
