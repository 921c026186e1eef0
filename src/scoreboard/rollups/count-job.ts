import { bytesToKb } from '../../domain/byte-size.ts';
import { type CounterRow, counterRow } from '../../domain/counters.ts';
import type { JobRecord } from '../records/job-record.ts';

/** What one run adds to the counters; `failureStates` are the states that count as failed (spec F1, P3 to P9). */
export function countJob(job: JobRecord, failureStates: ReadonlySet<string>): CounterRow {
  const cpuSeconds = job.elapsedSeconds * job.cpus;
  const memoryKnown = job.usedMemBytes !== null && job.allocMemBytes !== null && job.allocMemBytes > 0;
  return counterRow({
    jobs: 1,
    gpu_jobs: job.gpus > 0 ? 1 : 0,
    failed_jobs: failureStates.has(job.state) ? 1 : 0,
    cancelled_jobs: job.state === 'CANCELLED' ? 1 : 0,
    oom_jobs: job.state === 'OUT_OF_MEMORY' ? 1 : 0,
    timeout_jobs: job.state === 'TIMEOUT' ? 1 : 0,
    elapsed_seconds: job.elapsedSeconds,
    cpu_seconds: cpuSeconds,
    gpu_elapsed_seconds: job.gpus > 0 ? job.elapsedSeconds : 0,
    gpu_seconds: job.elapsedSeconds * job.gpus,
    node_seconds: job.elapsedSeconds * job.nodes,
    wait_seconds: job.waitSeconds ?? 0,
    wait_jobs: job.waitSeconds === null ? 0 : 1,
    cpu_used_seconds: Math.floor((job.cpuUsedSeconds ?? 0) + 0.5),
    cpu_measured_seconds: job.cpuUsedSeconds === null ? 0 : cpuSeconds,
    req_mem_kb: bytesToKb(job.reqMemBytes ?? 0),
    max_mem_kb: bytesToKb(job.maxMemBytes ?? 0),
    avg_mem_kb: bytesToKb(job.avgMemBytes ?? 0),
    mem_unknown_jobs: job.maxMemBytes === null ? 1 : 0,
    mem_used_kb: memoryKnown ? bytesToKb(job.usedMemBytes) : 0,
    mem_alloc_kb: memoryKnown ? bytesToKb(job.allocMemBytes) : 0,
    longest_job_seconds: job.elapsedSeconds,
    // A run that never started was given no CPUs; Slurm below 23.02 prints what it had asked for.
    max_job_cpus: job.started ? job.cpus : 0,
    max_job_gpus: job.gpus,
  });
}
