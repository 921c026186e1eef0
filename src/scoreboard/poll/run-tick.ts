import { monthOf } from '../../domain/calendar.ts';
import type { Refusal } from '../../platform/call-budget.ts';
import { nowSeconds } from '../../platform/clock.ts';
import { advance, firstPosition, nextTask, type Task, type TickPlace } from '../backfill/next-task.ts';
import type { CountingUnit } from '../rollups/counting-unit.ts';
import { SacctFailure } from '../sacct/sacct-failure.ts';
import { spanAfterAnswer, spanAfterFind, spanAfterTooMuch } from '../sacct/slice-span.ts';
import { countJobs } from './count-jobs.ts';
import { type PulledSlice, pullSlice } from './pull-slice.ts';
import { TickError } from './tick-error.ts';
import type { TickParts } from './tick-parts.ts';
import { addSlice, emptyReport, type StopReason, type TickReport } from './tick-report.ts';

/**
 * Asks for what is owed, slice by slice, within the limits. Returns what was done; a failure that ends the tick is
 * thrown with the report so far as `report` of {@link TickError}.
 */
export async function runTick(parts: TickParts, signal: AbortSignal): Promise<TickReport> {
  const tick = new Tick(parts, signal);
  try {
    await tick.run();
  } catch (error) {
    if (!signal.aborted) throw new TickError(error, { ...tick.report, stopped: 'failed' });
    tick.report.stopped = 'interrupted';
  }
  return tick.report;
}

/** Failures in a row that long work waits out: with the back-off about a quarter of an hour. */
const PATIENCE = 6;

class Tick {
  readonly report: TickReport = emptyReport();
  readonly #parts: TickParts;
  readonly #signal: AbortSignal;
  readonly #startedAt: number;
  #position: number;

  constructor(parts: TickParts, signal: AbortSignal) {
    this.#parts = parts;
    this.#signal = signal;
    this.#startedAt = nowSeconds(parts.clock);
    this.#position = firstPosition(parts.store.cursor, this.#startedAt, parts.tasks.overlapSeconds);
  }

  async run(): Promise<void> {
    for (;;) {
      const task = nextTask(this.#parts.store.cursor, this.#place(), this.#parts.tasks);
      const stop = task === null ? 'caught-up' : await this.#mayNotCall();
      if (task === null || stop !== null) {
        this.report.stopped = stop ?? 'caught-up';
        return;
      }
      const committed = await this.#call(task);
      if (committed && this.#parts.limits.once) {
        this.report.stopped = 'once';
        return;
      }
      if (this.#parts.limits.pauseMs > 0) await this.#parts.clock.sleep(this.#parts.limits.pauseMs, this.#signal);
    }
  }

  #place(): TickPlace {
    return { position: this.#position, startedAt: this.#startedAt };
  }

  /** Waits for a token; says why no call may be made when that is not for this tick to wait for. */
  async #mayNotCall(): Promise<StopReason | null> {
    const { budget, clock, limits } = this.#parts;
    for (;;) {
      this.#signal.throwIfAborted();
      if (limits.maxCalls > 0 && this.report.calls >= limits.maxCalls) return 'max-calls';
      if (clock.nowMs() >= limits.deadlineMs) return 'max-minutes';
      const refusal = budget.refusal();
      if (refusal === null) return null;
      if (refusal.reason !== 'rate' && !limits.patient) {
        this.report.retry_at = Math.ceil((clock.nowMs() + refusal.waitMs) / 1000);
        return refusal.reason;
      }
      if (clock.nowMs() + refusal.waitMs > limits.deadlineMs) return 'max-minutes';
      await this.#wait(refusal);
    }
  }

  async #wait({ reason, waitMs }: Refusal): Promise<void> {
    this.#parts.log.debug('waiting', { reason, wait_ms: waitMs });
    await this.#parts.clock.sleep(waitMs, this.#signal);
    this.report.rate_sleep_ms += waitMs;
  }

  /** Makes one call; false when its time is to be asked for again: it was too much, or only looked into. */
  async #call(task: Task): Promise<boolean> {
    const { budget, store } = this.#parts;
    await store.assertThere();
    await budget.take();
    this.report.calls++;
    try {
      return store.cursor.saw_rows ? await this.#slice(task) : await this.#look(task);
    } catch (error) {
      if (!(error instanceof SacctFailure)) throw error;
      await this.#failed(task, error);
      return false;
    }
  }

  async #slice(task: Task): Promise<true> {
    const { budget, clock } = this.#parts;
    const askedAt = nowSeconds(clock);
    const startedMs = clock.nowMs();
    const pulled = await this.#pull(task);
    await this.#commit(task, pulled, askedAt);
    await budget.settle({ bytes: pulled.bytes, backOff: false });
    this.#logSlice(task, pulled, clock.nowMs() - startedMs);
    return true;
  }

  /**
   * While no job was ever seen, time is looked into without steps, which costs accounting a tenth: an empty time is
   * done with, one that holds jobs is asked for again in slices that fit their number.
   */
  async #look(task: Task): Promise<boolean> {
    const { budget, clock, store, span, pull, log } = this.#parts;
    const askedAt = nowSeconds(clock);
    const seconds = task.interval.until - task.interval.since;
    const { jobs, bytes } = await countJobs(pull.sacct, task.interval, this.#signal);
    log.info('looked', { phase: task.kind, ...interval(task), calls: 1, bytes, jobs });
    await budget.settle({ bytes, backOff: false });
    this.report.bytes += bytes;
    if (jobs > 0) {
      const found = spanAfterFind({ seconds, jobs }, span);
      await store.commit(null, { span_seconds: found.seconds, saw_rows: true });
      return false;
    }
    await this.#advance(task, { askedAt, unit: null, rows: 0 });
    this.#parts.onSlice(task, this.report);
    return true;
  }

  /** Even the least slice may hold a burst of jobs that wants more memory than usual. */
  #pull(task: Task): Promise<PulledSlice> {
    const { pull, span, memoryCeilingMib } = this.#parts;
    const least = task.interval.until - task.interval.since <= span.minSeconds;
    const sacct = least ? { ...pull.sacct, memoryLimitMib: memoryCeilingMib } : pull.sacct;
    return pullSlice({ ...pull, sacct }, task.interval, this.#signal);
  }

  async #commit(task: Task, { unit, rows, bytes }: PulledSlice, askedAt: number): Promise<void> {
    await this.#advance(task, { askedAt, unit, rows: rows.rows });
    this.report.bytes += bytes;
    addSlice(this.report, rows, unit.counts);
    this.#parts.onSlice(task, this.report);
  }

  /** Makes what a call brought and the way it advanced visible together. */
  async #advance(task: Task, answer: { askedAt: number; unit: CountingUnit | null; rows: number }): Promise<void> {
    const { store, span, tasks } = this.#parts;
    const { cursor } = store;
    const seconds = task.interval.until - task.interval.since;
    const hint = { seconds: cursor.span_seconds, sawRows: cursor.saw_rows };
    const next = spanAfterAnswer(hint, { seconds, rows: answer.rows }, span);
    await store.commit(answer.unit, {
      ...advance(cursor, task, { place: this.#place(), askedAt: answer.askedAt, settings: tasks }),
      span_seconds: next.seconds,
      saw_rows: next.sawRows,
    });
    if (task.kind === 'catch-up') this.#position = task.interval.until;
  }

  /** Notes a failed call: one that was too much is halved, any other ends the tick unless that is patient. */
  async #failed(task: Task, failure: SacctFailure): Promise<void> {
    const { budget, store, log, span } = this.#parts;
    const seconds = task.interval.until - task.interval.since;
    const { cursor } = store;
    const hint = { seconds: cursor.span_seconds, sawRows: cursor.saw_rows };
    const smaller = failure.kind === 'too-much' ? spanAfterTooMuch(hint, seconds, span) : null;
    this.report.failed_calls++;
    await budget.settle({ bytes: 0, backOff: smaller === null && failure.kind !== 'no-tool' });
    log.warn('call failed', { phase: task.kind, ...interval(task), failure: failure.kind, detail: failure.message });
    if (smaller !== null) await store.commit(null, { span_seconds: smaller.seconds });
    else if (failure.kind === 'no-tool' || !this.#parts.limits.patient || budget.state.failures >= PATIENCE)
      throw failure;
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
