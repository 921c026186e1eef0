import { describe, expect, it } from 'vitest';
import { addCounters, COUNTERS, counterRow, emptyCounters, namedCounters } from '../../src/domain/counters.ts';

describe('F1 counters', () => {
  it('are these, in this order', () => {
    expect(COUNTERS.join(' ')).toBe(
      'jobs gpu_jobs failed_jobs cancelled_jobs oom_jobs timeout_jobs elapsed_seconds cpu_seconds ' +
        'gpu_elapsed_seconds gpu_seconds node_seconds wait_seconds wait_jobs cpu_used_seconds cpu_measured_seconds ' +
        'req_mem_kb max_mem_kb avg_mem_kb mem_unknown_jobs mem_used_kb mem_alloc_kb longest_job_seconds max_job_cpus ' +
        'max_job_gpus',
    );
  });

  it('a row of none is a zero for each', () => {
    expect(emptyCounters()).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  });

  it('a row is made by name; what is not named is 0', () => {
    const row = counterRow({ jobs: 2, req_mem_kb: 7, max_job_gpus: 4 });
    expect(row).toEqual([2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0, 4]);
    expect(namedCounters(row)).toMatchObject({ jobs: 2, req_mem_kb: 7, max_job_gpus: 4, cpu_seconds: 0 });
  });

  it('a row that is too short names zeros', () => {
    expect(namedCounters([3])).toMatchObject({ jobs: 3, gpu_jobs: 0, max_job_gpus: 0 });
  });

  it('a sum stays at the greatest whole number that is exact, in whatever order it is added up', () => {
    const into = counterRow({ cpu_seconds: 9_007_199_254_740_000 });
    addCounters(into, counterRow({ cpu_seconds: 991 }));
    expect(namedCounters(into).cpu_seconds).toBe(9_007_199_254_740_991);
    addCounters(into, counterRow({ cpu_seconds: 5e15, jobs: 1 }));
    expect(namedCounters(into)).toMatchObject({ cpu_seconds: 9_007_199_254_740_991, jobs: 1 });
  });

  it('sums are added, the three maxima kept', () => {
    const into = counterRow({ jobs: 1, mem_alloc_kb: 5, longest_job_seconds: 60, max_job_cpus: 8, max_job_gpus: 0 });
    addCounters(
      into,
      counterRow({ jobs: 2, mem_alloc_kb: 6, longest_job_seconds: 40, max_job_cpus: 16, max_job_gpus: 1 }),
    );
    expect(into).toEqual(
      counterRow({ jobs: 3, mem_alloc_kb: 11, longest_job_seconds: 60, max_job_cpus: 16, max_job_gpus: 1 }),
    );
  });
});
