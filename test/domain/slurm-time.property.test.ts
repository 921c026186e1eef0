import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOf, isDay } from '../../src/domain/calendar.ts';
import { epochOnly, parseSlurmTime } from '../../src/domain/slurm-time.ts';
import { wallClockIn } from '../../src/domain/wall-clock.ts';

const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'Asia/Tokyo', 'America/New_York');

describe('P1, P10 times', () => {
  it('no text makes the parser throw, and every instant lies on a day of the calendar', () => {
    const timeLike = fc.stringMatching(
      /^[0-9]{4}-[01][0-9]-[0-3][0-9][T ][0-2][0-9]:[0-5][0-9]:[0-6][0-9](Z|[+-][0-9]{4})?$/,
    );
    const text = fc.oneof(fc.string({ unit: 'binary' }), timeLike, fc.stringMatching(/^[0-9]{0,14}$/));
    fc.assert(
      fc.property(text, zone, (written, timeZone) => {
        const time = parseSlurmTime(written, wallClockIn(timeZone));
        expect(time.kind !== 'at' || isDay(dayOf(time.epochSeconds))).toBe(true);
      }),
    );
  });

  it('epoch seconds come back from their text', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4_294_967_295 }), (epochSeconds) => {
        expect(parseSlurmTime(String(epochSeconds), epochOnly)).toEqual({ kind: 'at', epochSeconds });
      }),
    );
  });
});
