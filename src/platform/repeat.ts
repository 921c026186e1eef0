import type { Clock } from './clock.ts';

/** What repeating needs; an aborted signal ends it. */
export type RepeatParts = { readonly clock: Clock; readonly signal: AbortSignal };

/** Does something again and again, each time after a wait in milliseconds; ends when there is no wait any more (null). */
export async function repeat(
  { clock, signal }: RepeatParts,
  waitMs: () => number | null,
  act: () => void | Promise<void>,
): Promise<void> {
  for (let ms = waitMs(); ms !== null && !signal.aborted; ms = waitMs()) {
    if (await isOver(clock.sleep(ms, signal), signal)) return;
    await act();
  }
}

/** Waits for a sleep; true when the signal has ended it. */
async function isOver(sleep: Promise<void>, signal: AbortSignal): Promise<boolean> {
  try {
    await sleep;
  } catch (error) {
    if (!signal.aborted) throw error;
  }
  return signal.aborted;
}
