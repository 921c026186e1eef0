import { z } from 'zod';
import { dayOf } from '../domain/calendar.ts';
import { type BucketRate, refill, waitForToken } from '../domain/token-bucket.ts';
import { readCheckedJson, sealJson } from './checked-json.ts';
import { type Clock, nowSeconds } from './clock.ts';
import { writeDurably } from './durable-file.ts';

/** What `state/rate.json` remembers, so that limits and back-off hold over runs and restarts (spec S6). */
export const rateStateSchema = z.object({
  schema_version: z.literal(1),
  kind: z.literal('rate'),
  tokens: z.number(),
  at_ms: z.number().describe('when the tokens were counted, epoch milliseconds'),
  day: z.string().describe('UTC day of `day_calls` and `day_bytes`'),
  day_calls: z.int(),
  day_bytes: z.number(),
  calls: z.int().describe('calls ever made'),
  failures: z.int().describe('failed calls in a row'),
  retry_at: z.number().describe('epoch seconds before which no call is made; 0: none'),
});

export type RateState = z.infer<typeof rateStateSchema>;

/** The limits of one cluster. */
export type CallLimits = { readonly perMinute: number; readonly bytesPerDay: number };

/** Why no call may be made now, and in how many milliseconds one may. */
export type Refusal = { readonly reason: 'rate' | 'back-off' | 'bytes-per-day'; readonly waitMs: number };

/** The longest back-off after failures. */
const LONGEST_BACK_OFF_SECONDS = 3_600;
const FIRST_BACK_OFF_SECONDS = 30;

/** Counts calls against a cluster's limits in a file; the holder of the cluster's lock alone uses it. */
export class CallBudget {
  readonly #parts: { clock: Clock; random: () => number; path: string };
  readonly #limits: CallLimits;
  #state: RateState;

  private constructor(
    parts: { clock: Clock; random: () => number; path: string },
    limits: CallLimits,
    state: RateState,
  ) {
    this.#parts = parts;
    this.#limits = limits;
    this.#state = state;
  }

  /** Reads the file; one that is missing or broken starts with an empty bucket, the polite side. */
  static async open(
    parts: { clock: Clock; random: () => number; path: string },
    limits: CallLimits,
  ): Promise<CallBudget> {
    const read = await readCheckedJson(parts.path, rateStateSchema);
    const fresh = freshState(parts.clock, read.ok || read.fault === 'missing' ? 1 : 0);
    return new CallBudget(parts, limits, read.ok ? read.value : fresh);
  }

  get state(): RateState {
    return this.#state;
  }

  /** Null when a call may be made now. */
  refusal(): Refusal | null {
    const now = nowSeconds(this.#parts.clock);
    const state = this.#today();
    const latestRetry = now + LONGEST_BACK_OFF_SECONDS;
    if (state.retry_at > now && state.retry_at <= latestRetry) {
      return { reason: 'back-off', waitMs: (state.retry_at - now) * 1000 };
    }
    if (this.#limits.bytesPerDay > 0 && state.day_bytes >= this.#limits.bytesPerDay) {
      return { reason: 'bytes-per-day', waitMs: (86_400 - (now % 86_400)) * 1000 };
    }
    const waitMs = waitForToken({ tokens: state.tokens, atMs: state.at_ms }, this.#rate());
    return waitMs > 0 ? { reason: 'rate', waitMs } : null;
  }

  /** Takes a token and writes that down before the call is made, so that a kill does not give it back. */
  async take(): Promise<void> {
    const state = this.#today();
    await this.#save({ ...state, tokens: state.tokens - 1, day_calls: state.day_calls + 1, calls: state.calls + 1 });
  }

  /** Notes a call's end: its bytes, and a failure for which the next call is to wait. */
  async settle(outcome: { bytes: number; backOff: boolean }): Promise<void> {
    const state = this.#today();
    const failures = outcome.backOff ? state.failures + 1 : 0;
    await this.#save({
      ...state,
      day_bytes: state.day_bytes + outcome.bytes,
      failures,
      retry_at: failures === 0 ? 0 : nowSeconds(this.#parts.clock) + this.#backOffSeconds(failures),
    });
  }

  /** Exponential, with up to half of it as jitter so that clusters do not come back in step. */
  #backOffSeconds(failures: number): number {
    const full = Math.min(LONGEST_BACK_OFF_SECONDS, FIRST_BACK_OFF_SECONDS * 2 ** (failures - 1));
    return Math.ceil(full * (0.5 + this.#parts.random() / 2));
  }

  #rate(): BucketRate {
    return { perMinute: this.#limits.perMinute, capacity: Math.max(1, this.#limits.perMinute) };
  }

  #today(): RateState {
    // Counted under a clock that has gone back since: from now on the bucket fills by the clock there is.
    const nowMs = this.#parts.clock.nowMs();
    if (this.#state.at_ms > nowMs) this.#state = { ...this.#state, at_ms: nowMs };
    const { tokens, atMs } = refill(
      { tokens: this.#state.tokens, atMs: this.#state.at_ms },
      this.#rate(),
      this.#parts.clock.nowMs(),
    );
    const day = dayOf(nowSeconds(this.#parts.clock));
    const counts = day === this.#state.day ? {} : { day, day_calls: 0, day_bytes: 0 };
    return { ...this.#state, tokens, at_ms: atMs, ...counts };
  }

  async #save(state: RateState): Promise<void> {
    this.#state = state;
    // A folder that is gone meanwhile is not made again: what is not there any more is not to be written to.
    await writeDurably(this.#parts.path, sealJson(JSON.stringify(state)), { inPlace: true });
  }
}

function freshState(clock: Clock, tokens: number): RateState {
  return {
    schema_version: 1,
    kind: 'rate',
    tokens,
    at_ms: clock.nowMs(),
    day: dayOf(nowSeconds(clock)),
    day_calls: 0,
    day_bytes: 0,
    calls: 0,
    failures: 0,
    retry_at: 0,
  };
}
