import { expect, test } from 'vitest';
import type { Clock } from '../../../src/platform/clock.ts';
import { inputReader } from '../../../src/scoreboard/tui/input-reader.ts';

/** A clock whose sleeps end when they are told to. */
function patientClock(): Clock & { wake: () => Promise<void> } {
  let wakes: (() => void)[] = [];
  return {
    nowMs: () => 0,
    sleep: (_, signal) =>
      new Promise((resolve, reject) => {
        wakes.push(resolve);
        signal?.addEventListener('abort', () => reject(signal.reason));
      }),
    wake: async () => {
      for (const wake of wakes) wake();
      wakes = [];
      await new Promise((resolve) => setTimeout(resolve));
    },
  };
}

function reader() {
  const clock = patientClock();
  const sent: unknown[] = [];
  const errors: unknown[] = [];
  const read = inputReader({
    clock,
    send: (messages) => sent.push(...messages),
    onError: (error) => errors.push(error),
  });
  return { clock, sent, errors, read };
}

const ESCAPE = { kind: 'key', key: 'escape' };

test('U3 Esc alone is the key once nothing more has come', async () => {
  const { clock, sent, read } = reader();
  read('\u001b');
  expect(sent).toEqual([]);
  await clock.wake();
  expect(sent).toEqual([ESCAPE]);
});

test('U3 what comes meanwhile makes it an arrow, and the wait is over', async () => {
  const { clock, sent, errors, read } = reader();
  read('\u001b');
  read('[A');
  await clock.wake();
  expect(sent).toEqual([{ kind: 'key', key: 'up' }]);
  expect(errors).toEqual([]);
});

test('U3 a sequence that is never ended is dropped, and the next key is read as it is', async () => {
  const { clock, sent, read } = reader();
  read('\u001b[<0;');
  await clock.wake();
  read('q');
  expect(sent).toEqual([{ kind: 'text', text: 'q' }]);
});

test('U3 Esc twice is two keys', async () => {
  const { clock, sent, read } = reader();
  read('\u001b');
  await clock.wake();
  read('\u001b');
  await clock.wake();
  expect(sent).toEqual([ESCAPE, ESCAPE]);
});
