import { setTimeout as delay } from 'node:timers/promises';

/** Time as the programs see it; tests hand in one that they turn by hand. */
export type Clock = {
  /** Now, in milliseconds since 1970 UTC. */
  readonly nowMs: () => number;
  /** Waits; rejects at once with the signal's reason when it is aborted. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
};

/** The system's clock. */
export const systemClock: Clock = {
  nowMs: () => Date.now(),
  sleep: async (ms, signal) => {
    signal?.throwIfAborted();
    try {
      await delay(ms, undefined, signal === undefined ? {} : { signal });
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    }
  },
};

/** Now in whole seconds since 1970 UTC, rounded down. */
export function nowSeconds(clock: Clock): number {
  return Math.floor(clock.nowMs() / 1000);
}
