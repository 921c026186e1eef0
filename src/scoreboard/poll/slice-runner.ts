import { monthOf } from '../../domain/calendar.ts';
import { nowSeconds } from '../../platform/clock.ts';
import { clipTask } from '../backfill/clip-task.ts';
import type { Task } from '../backfill/next-task.ts';
import type { SlicePlan } from '../backfill/slice-plan.ts';
import type { CountingUnit } from '../rollups/counting-unit.ts';
import { advisedFailure } from '../sacct/sacct-advice.ts';
import { SacctFailure } from '../sacct/sacct-failure.ts';
import { spanAfterAnswer, spanAfterFind, spanAfterTooMuch } from '../sacct/slice-span.ts';
import { awaitCall } from './await-call.ts';
import { countJobs } from './count-jobs.ts';
import { type PulledSlice, pullSlice } from './pull-slice.ts';
import type { SliceParts } from './tick-parts.ts';
import { addSlice, emptyReport, type StopReason, type TickReport } from './tick-report.ts';

/** Failures in a row that long work waits out: with the back-off about a quarter of an hour. */
const PATIENCE = 6;

/** Reads slices one by one, within the limits of one tick; the plans of a tick share its limits and its report. */
export class SliceRunner {
  readonly report: TickReport = emptyReport();
  readonly #parts: SliceParts;
  readonly #signal: AbortSignal;

  constructor(parts: SliceParts, signal: AbortSignal) {
    this.#parts = parts;
    this.#signal = signal;
  }

  /**
   * Reads what a plan owes. Returns `caught-up` when all of it was read, else why no further call may be made. Throws
   * SacctFailure, DamagedMonthError, and what else ended it.
   */
  async run(plan: SlicePlan): Promise<StopReason> {
    for (;;) {
      const owed = plan.next();
      if (owed === null) return 'caught-up';
      const task = clipTask(owed, this.#parts.span.longestSeconds);
      const stop = await awaitCall(this.#parts, this.report, this.#signal);
      if (stop !== null) return stop;
      const committed = await this.#call(plan, task);
      if (committed && this.#parts.limits.once) return 'once';
      if (this.#parts.limits.pauseMs > 0) await this.#parts.clock.sleep(this.#parts.limits.pauseMs, this.#signal);
    }
  }

  /** Makes one call; false when its time is to be asked for again: it was too much, or only looked into. */
  async #call(plan: SlicePlan, task: Task): Promise<boolean> {
    const { budget } = this.#parts;
    const { store } = plan;
    await store.assertThere();
    await budget.take();
    this.report.calls++;
    try {
      return store.cursor.saw_rows ? await this.#slice(plan, task) : await this.#look(plan, task);
    } catch (error) {
      if (!(error instanceof SacctFailure)) throw error;
      await this.#failed(plan, task, error);
      return false;
    }
  }

  async #slice(plan: SlicePlan, task: Task): Promise<true> {
    const { budget, clock } = this.#parts;
    const askedAt = nowSeconds(clock);
    const startedMs = clock.nowMs();
    const pulled = await this.#pull(plan, task);
    await this.#commit(plan, task, { pulled, askedAt });
    await budget.settle({ bytes: pulled.bytes, backOff: false });
    this.#logSlice(task, pulled, clock.nowMs() - startedMs);
    return true;
  }

  /**
   * While no job was ever seen, time is looked into without steps, which costs accounting a tenth: an empty time is
   * done with, one that holds jobs is asked for again in slices that fit their number.
   */
  async #look(plan: SlicePlan, task: Task): Promise<boolean> {
    const { budget, clock, span, pull, log } = this.#parts;
    const askedAt = nowSeconds(clock);
    const seconds = task.interval.until - task.interval.since;
    const { jobs, bytes } = await countJobs(pull.sacct, task.interval, this.#signal);
    log.info('looked', { phase: task.kind, ...interval(task), calls: 1, bytes, jobs });
    await budget.settle({ bytes, backOff: false });
    this.report.bytes += bytes;
    if (jobs > 0) {
      const found = spanAfterFind({ seconds, jobs }, span);
      await plan.store.commit(null, { span_seconds: found.seconds, saw_rows: true });
      return false;
    }
    await this.#advance(plan, task, { askedAt, unit: null, rows: 0 });
    this.#parts.onSlice(task, this.report, plan.store.cursor);
    return true;
  }

  /** Even the least slice may hold a burst of jobs that wants more memory than usual. */
  #pull({ store }: SlicePlan, task: Task): Promise<PulledSlice> {
    const { pull, span, memoryCeilingMib } = this.#parts;
    const least = task.interval.until - task.interval.since <= span.minSeconds;
    const sacct = least ? { ...pull.sacct, memoryLimitMib: memoryCeilingMib } : pull.sacct;
    return pullSlice({ ...pull, sacct, store }, task.interval, this.#signal);
  }

  async #commit(
    plan: SlicePlan,
    task: Task,
    { pulled, askedAt }: { pulled: PulledSlice; askedAt: number },
  ): Promise<void> {
    const { unit, rows, bytes } = pulled;
    await this.#advance(plan, task, { askedAt, unit, rows: rows.rows });
    this.report.bytes += bytes;
    // What a month is made anew from is nothing new.
    if (task.kind !== 'rebuild') addSlice(this.report, rows, unit.counts);
    this.#parts.onCounted?.(unit.counts);
    this.#parts.onSlice(task, this.report, plan.store.cursor);
  }

  /** Makes what a call brought and the way it advanced visible together. */
  async #advance(
    { store, advance, done }: SlicePlan,
    task: Task,
    answer: { askedAt: number; unit: CountingUnit | null; rows: number },
  ): Promise<void> {
    const { span } = this.#parts;
    const { cursor } = store;
    const seconds = task.interval.until - task.interval.since;
    const hint = { seconds: cursor.span_seconds, sawRows: cursor.saw_rows };
    const next = spanAfterAnswer(hint, { seconds, rows: answer.rows }, span);
    await store.commit(answer.unit, {
      ...advance(task, answer.askedAt),
      span_seconds: next.seconds,
      saw_rows: next.sawRows,
    });
    done(task);
  }

  /** Notes a failed call: one that was too much is halved, any other ends the tick unless that is patient. */
  async #failed({ store }: SlicePlan, task: Task, failure: SacctFailure): Promise<void> {
    const { budget, log, span } = this.#parts;
    const seconds = task.interval.until - task.interval.since;
    const { cursor } = store;
    const hint = { seconds: cursor.span_seconds, sawRows: cursor.saw_rows };
    const smaller = failure.kind === 'too-much' ? spanAfterTooMuch(hint, seconds, span) : null;
    this.report.failed_calls++;
    await budget.settle({ bytes: 0, backOff: smaller === null && failure.kind !== 'no-tool' });
    log.warn('call failed', { phase: task.kind, ...interval(task), failure: failure.kind, detail: failure.message });
    if (smaller !== null) await store.commit(null, { span_seconds: smaller.seconds });
    else if (failure.kind === 'no-tool' || !this.#parts.limits.patient || budget.state.failures >= PATIENCE)
      throw advisedFailure(failure);
  }

  #logSlice(task: Task, { unit, rows, bytes }: PulledSlice, durationMs: number): void {
    const unknown = rows.unknown_states;
    if (Object.keys(unknown).length > 0) this.#parts.log.warn('states Slurm does not document', { states: unknown });
    this.#parts.log.info('slice', {
      phase: task.kind,
      ...interval(task),
      calls: 1,
      bytes,
      rows: rows.rows,
      jobs_seen: unit.counts.seen,
      jobs_new: unit.counts.new,
      rejected: rows.rejected,
      duration_ms: durationMs,
      rate_sleep_ms: this.report.rate_sleep_ms,
    });
  }
}

function interval(task: Task): { month: string; since: number; until: number } {
  return { month: monthOf(task.interval.since), ...task.interval };
}
