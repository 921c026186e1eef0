import { setTimeout as sleep } from 'node:timers/promises';

/** What is waited for, and how long at most. */
export type Wait = { readonly what: string; readonly seconds: number };

/** Asks twice a second until the answer is true; says what it waits for. Throws when the time is up. */
export async function waitUntil({ what, seconds }: Wait, isSo: () => boolean | Promise<boolean>): Promise<void> {
  process.stdout.write(`waiting for ${what} (at most ${seconds} s)\n`);
  const began = Date.now();
  while (!(await isSo())) {
    if (Date.now() - began > seconds * 1000) throw new Error(`gave up waiting for ${what} after ${seconds} s`);
    await sleep(500);
  }
  process.stdout.write(`  there after ${Math.round((Date.now() - began) / 1000)} s\n`);
}
