import type { SliceParts } from './tick-parts.ts';
import type { StopReason, TickReport } from './tick-report.ts';

/**
 * Waits until a call may be made; says why none may be made when that is not for this tick to wait for. The waiting is
 * counted in the report. Throws the signal's reason.
 */
export async function awaitCall(
  { budget, clock, limits, log }: Pick<SliceParts, 'budget' | 'clock' | 'limits' | 'log'>,
  report: Pick<TickReport, 'calls' | 'rate_sleep_ms' | 'retry_at'>,
  signal: AbortSignal,
): Promise<StopReason | null> {
  for (;;) {
    signal.throwIfAborted();
    if (limits.maxCalls > 0 && report.calls >= limits.maxCalls) return 'max-calls';
    if (clock.nowMs() >= limits.deadlineMs) return 'max-minutes';
    const refusal = budget.refusal();
    if (refusal === null) return null;
    if (refusal.reason !== 'rate' && !limits.patient) {
      report.retry_at = Math.ceil((clock.nowMs() + refusal.waitMs) / 1000);
      return refusal.reason;
    }
    if (clock.nowMs() + refusal.waitMs > limits.deadlineMs) return 'max-minutes';
    log.debug('waiting', { reason: refusal.reason, wait_ms: refusal.waitMs });
    await clock.sleep(refusal.waitMs, signal);
    report.rate_sleep_ms += refusal.waitMs;
  }
}
