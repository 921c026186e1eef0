import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCpuTime } from '../../src/domain/duration.ts';

const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');

/** Milliseconds as Slurm's _elapsed_time prints them: days, else hours, else a fraction when there is one. */
function printed(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  const [days, hours, minutes] = [Math.floor(seconds / 86_400), (seconds / 3600) % 24, (seconds / 60) % 60];
  const clock = `${two(minutes)}:${two(seconds % 60)}`;
  if (days > 0) return `${days}-${two(hours)}:${clock}`;
  if (hours >= 1) return `${two(hours)}:${clock}`;
  const millis = milliseconds % 1000;
  return millis > 0 ? `${clock}.${String(millis).padStart(3, '0')}` : `00:${clock}`;
}

describe('P9 CPU times', () => {
  it('no text makes the parser throw, and what it gives are seconds', () => {
    const timeLike = fc.stringMatching(/^[0-9:.-]{0,30}$/);
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), timeLike), (text) => {
        const seconds = parseCpuTime(text);
        expect(seconds === null || (seconds >= 0 && seconds <= Number.MAX_SAFE_INTEGER)).toBe(true);
      }),
    );
  });

  it('below an hour comes back to the millisecond', () => {
    fc.assert(
      fc.property(fc.nat(3_599_999), (milliseconds) => {
        expect(Math.round((parseCpuTime(printed(milliseconds)) ?? Number.NaN) * 1000)).toBe(milliseconds);
      }),
    );
  });

  it('whole seconds of up to a century come back', () => {
    fc.assert(
      fc.property(fc.nat(3_155_760_000 - 1), (seconds) => {
        expect(parseCpuTime(printed(seconds * 1000))).toBe(seconds);
      }),
    );
  });
});
