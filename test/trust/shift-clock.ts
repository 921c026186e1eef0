/**
 * Loaded before a program with `NODE_OPTIONS=--import=…/shift-clock.ts`: its clock goes ahead of the machine's by
 * CLOCK_SHIFT_MS milliseconds (behind it when negative), as with libfaketime.
 */
const shiftMs = Number(process.env.CLOCK_SHIFT_MS);
const realNow = Date.now;

globalThis.Date = class extends Date {
  constructor(...given: []) {
    super(...(given.length === 0 ? ([realNow() + shiftMs] as unknown as []) : given));
  }

  static override now(): number {
    return realNow() + shiftMs;
  }
} as DateConstructor;
