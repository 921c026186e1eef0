import { expect, test } from 'vitest';
import type { Clock } from '../../src/platform/clock.ts';
import { repeat } from '../../src/platform/repeat.ts';

/** A clock that only writes down how long it was asked to sleep. */
function quickClock(): Clock & { slept: number[] } {
  const slept: number[] = [];
  return {
    nowMs: () => 0,
    sleep: async (ms, signal) => {
      signal?.throwIfAborted();
      slept.push(ms);
    },
    slept,
  };
}

test('acts after each wait until there is no wait any more', async () => {
  const clock = quickClock();
  const waits = [10, 20, 30];
  const acts: number[] = [];
  const { signal } = new AbortController();
  await repeat(
    { clock, signal },
    () => waits.shift() ?? null,
    () => void acts.push(clock.slept.length),
  );
  expect(clock.slept).toEqual([10, 20, 30]);
  expect(acts).toEqual([1, 2, 3]);
});

test('waits for an action that takes time', async () => {
  const clock = quickClock();
  const events: string[] = [];
  const waits = [1, 1];
  await repeat(
    { clock, signal: new AbortController().signal },
    () => waits.shift() ?? null,
    async () => {
      events.push('begin');
      await Promise.resolve();
      events.push('end');
    },
  );
  expect(events).toEqual(['begin', 'end', 'begin', 'end']);
});

test('an aborted signal ends it in silence, before it acts', async () => {
  const clock = quickClock();
  const controller = new AbortController();
  let acts = 0;
  await repeat(
    { clock, signal: controller.signal },
    () => 1,
    () => {
      acts += 1;
      if (acts === 2) controller.abort(new Error('enough'));
    },
  );
  expect(acts).toBe(2);
});

test('what an action throws comes through', async () => {
  const { signal } = new AbortController();
  const failing = repeat(
    { clock: quickClock(), signal },
    () => 1,
    () => Promise.reject(new Error('a bug')),
  );
  await expect(failing).rejects.toThrow('a bug');
});
