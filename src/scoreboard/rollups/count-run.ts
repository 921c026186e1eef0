import { bytesToKb } from '../../domain/byte-size.ts';
import { COUNTERS, type CounterName } from '../../domain/counters.ts';
import { type RunBatch, UNKNOWN } from '../records/run-batch.ts';

/** What of a run's state is counted. */
export type StateCounts = {
  readonly isFailed: boolean;
  readonly isCancelled: boolean;
  readonly isOutOfMemory: boolean;
  readonly isTimeout: boolean;
};

/** What a state counts as; `failureStates` are those that count as failed (spec F1). */
export function stateCounts(state: string, failureStates: ReadonlySet<string>): StateCounts {
  return {
    isFailed: failureStates.has(state),
    isCancelled: state === 'CANCELLED',
    isOutOfMemory: state === 'OUT_OF_MEMORY',
    isTimeout: state === 'TIMEOUT',
  };
}

const AT = Object.fromEntries(COUNTERS.map((name, index) => [name, index])) as Record<CounterName, number>;

/**
 * Adds one run to counters in the order of {@link COUNTERS}, `into[at..]`: sums, and maxima (spec F1, P3 to P9). A sum
 * stays at 2^53 - 1, as with addCounters.
 */
export function countRun(batch: RunBatch, run: number, state: StateCounts, into: Float64Array, at: number): void {
  const elapsed = batch.elapsedSeconds[run]!;
  const cpus = batch.cpus[run]!;
  const gpus = batch.gpus[run]!;
  into[at + AT.jobs]! += 1;
  if (state.isFailed) into[at + AT.failed_jobs]! += 1;
  if (state.isCancelled) into[at + AT.cancelled_jobs]! += 1;
  if (state.isOutOfMemory) into[at + AT.oom_jobs]! += 1;
  if (state.isTimeout) into[at + AT.timeout_jobs]! += 1;
  add(into, at + AT.elapsed_seconds, elapsed);
  add(into, at + AT.cpu_seconds, elapsed * cpus);
  add(into, at + AT.node_seconds, elapsed * batch.nodes[run]!);
  if (gpus > 0) {
    into[at + AT.gpu_jobs]! += 1;
    add(into, at + AT.gpu_elapsed_seconds, elapsed);
    add(into, at + AT.gpu_seconds, elapsed * gpus);
    if (gpus > into[at + AT.max_job_gpus]!) into[at + AT.max_job_gpus] = gpus;
  }
  const wait = batch.waitSeconds[run]!;
  if (wait !== UNKNOWN) {
    add(into, at + AT.wait_seconds, wait);
    into[at + AT.wait_jobs]! += 1;
  }
  const used = batch.cpuUsedSeconds[run]!;
  if (used !== UNKNOWN) {
    add(into, at + AT.cpu_used_seconds, Math.floor(used + 0.5));
    add(into, at + AT.cpu_measured_seconds, elapsed * cpus);
  }
  countMemory(batch, run, into, at);
  if (elapsed > into[at + AT.longest_job_seconds]!) into[at + AT.longest_job_seconds] = elapsed;
  // A run that never started was given no CPUs; Slurm below 23.02 prints what it had asked for.
  if (batch.started[run] === 1 && cpus > into[at + AT.max_job_cpus]!) into[at + AT.max_job_cpus] = cpus;
}

function countMemory(batch: RunBatch, run: number, into: Float64Array, at: number): void {
  const asked = batch.reqMemBytes[run]!;
  const greatest = batch.maxMemBytes[run]!;
  const mean = batch.avgMemBytes[run]!;
  const used = batch.usedMemBytes[run]!;
  const allocated = batch.allocMemBytes[run]!;
  if (asked !== UNKNOWN) add(into, at + AT.req_mem_kb, bytesToKb(asked));
  if (greatest === UNKNOWN) into[at + AT.mem_unknown_jobs]! += 1;
  else add(into, at + AT.max_mem_kb, bytesToKb(greatest));
  if (mean !== UNKNOWN) add(into, at + AT.avg_mem_kb, bytesToKb(mean));
  if (used === UNKNOWN || allocated <= 0) return;
  add(into, at + AT.mem_used_kb, bytesToKb(used));
  add(into, at + AT.mem_alloc_kb, bytesToKb(allocated));
}

function add(into: Float64Array, at: number, value: number): void {
  into[at] = Math.min(Number.MAX_SAFE_INTEGER, into[at]! + value);
}
