import type { Metric } from '../../domain/metrics.ts';

const SHORT_TITLES: Readonly<Record<string, string>> = {
  clock_hours: 'CPU h',
  elapsed_hours: 'Elapsed h',
  gpu_clock_hours: 'GPU h',
  gpu_elapsed_hours: 'GPU job h',
  node_hours: 'Node h',
  jobs: 'Jobs',
  gpu_jobs: 'GPU jobs',
  failed_jobs: 'Failed',
  failure_rate: 'Fail rate',
  wait_hours: 'Wait h',
  cpu_efficiency: 'CPU eff',
  wasted_cpu_hours: 'Wasted h',
  req_mem_mb: 'Mem req',
  max_mem_mb: 'Mem peak',
  avg_mem_mb: 'Mem avg',
  mem_efficiency: 'Mem eff',
  biggest_job: 'Max CPUs',
  longest_job: 'Longest',
};

/** What a metric is called above a narrow column: at most nine characters. */
export function shortTitle({ name, title }: Pick<Metric, 'name' | 'title'>): string {
  return SHORT_TITLES[name] ?? title;
}
