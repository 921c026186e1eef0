import type { AccountingRow, RowTime } from './accounting-row.ts';
import { elapsedSeconds, type JobRun } from './job-run.ts';
import { type RunStep, runSteps } from './run-steps.ts';
import { stateAt } from './state-at.ts';

/**
 * What accounting shows of a run at an instant (epoch seconds) at which it was submitted: the job row, then the rows
 * of the steps begun by then where `steps` is set. Without steps TotalCPU is 0, as with `sacct -X`.
 */
export function rowsAt(run: JobRun, now: number, steps: boolean): AccountingRow[] {
  if (!steps) return [jobRow(run, now, 0)];
  const begun = runSteps(run).filter((step) => step.startAt <= now);
  const cpuMs = begun.reduce((sum, step) => sum + (step.endAt <= now ? step.cpuMs : 0), 0);
  return [jobRow(run, now, cpuMs), ...begun.map((step) => stepRow(run, step, now))];
}

function jobRow(run: JobRun, now: number, cpuMs: number): AccountingRow {
  const state = stateAt(run, now);
  const ended = run.endAt <= now;
  const started = run.startAt !== null && run.startAt <= now;
  const { cpus, nodes, gpus, reqMemMib } = run;
  return {
    jobId: run.jobId,
    jobIdRaw: String(run.rawId),
    jobName: run.jobName,
    user: run.person.name,
    account: run.account,
    partition: run.partition,
    qos: run.qos,
    state: ended && run.cancelledByUid !== null ? `CANCELLED by ${run.cancelledByUid}` : state,
    exitCode: ended ? run.exitCode : '0:0',
    elapsedSeconds: ended ? elapsedSeconds(run) : started ? now - (run.startAt ?? now) : 0,
    suspendedSeconds: ended ? run.suspendedSeconds : 0,
    nodes,
    alloc: started ? { billed: true, cpus, nodes, gpus, memMib: reqMemMib } : null,
    reqMemMib,
    limitMinutes: run.limitMinutes,
    submitAt: run.submitAt,
    eligibleAt: run.eligibleAt !== null && run.eligibleAt <= now ? run.eligibleAt : 'Unknown',
    startAt: startTime(run, started, ended),
    endAt: ended ? run.endAt : 'Unknown',
    cpuMs,
    memKib: null,
    tasks: 1,
  };
}

function startTime({ startAt }: JobRun, started: boolean, ended: boolean): RowTime {
  if (started && startAt !== null) return startAt;
  return ended ? 'None' : 'Unknown';
}

function stepRow(run: JobRun, step: RunStep, now: number): AccountingRow {
  const ended = step.endAt <= now;
  const part = (ofJob: number): number => (ofJob * step.nodes) / run.nodes;
  return {
    jobId: `${run.jobId}.${step.name}`,
    jobIdRaw: `${run.rawId}.${step.name}`,
    jobName: step.jobName,
    user: '',
    account: run.account,
    partition: '',
    qos: '',
    state: ended ? step.state : 'RUNNING',
    exitCode: ended ? step.exitCode : '0:0',
    elapsedSeconds: ended ? step.endAt - step.startAt - step.suspendedSeconds : now - step.startAt,
    suspendedSeconds: ended ? step.suspendedSeconds : 0,
    nodes: step.nodes,
    alloc: {
      billed: step.name === 'extern',
      cpus: part(run.cpus),
      nodes: step.nodes,
      gpus: part(run.gpus),
      memMib: part(run.reqMemMib),
    },
    reqMemMib: null,
    limitMinutes: null,
    submitAt: step.startAt,
    eligibleAt: step.startAt,
    startAt: step.startAt,
    endAt: ended ? step.endAt : 'Unknown',
    cpuMs: ended ? step.cpuMs : 0,
    memKib: ended ? step.memKib : null,
    tasks: step.tasks,
  };
}
