import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wallClockIn } from '../../src/domain/wall-clock.ts';

const ZONES = [
  'UTC',
  'Europe/Berlin',
  'Europe/London',
  'America/New_York',
  'America/St_Johns',
  'America/Sao_Paulo',
  'Asia/Kathmandu',
  'Asia/Tehran',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Pacific/Chatham',
  'Africa/Casablanca',
];

const printers = new Map(
  ZONES.map((timeZone) => {
    const format = { timeZone, dateStyle: 'short', timeStyle: 'medium', hourCycle: 'h23' } as const;
    return [timeZone, new Intl.DateTimeFormat('sv-SE', format)] as const;
  }),
);

/** Wall clock of a zone, as another part of the runtime prints it. */
function printed(zone: string, epochSeconds: number): string {
  return (
    printers
      .get(zone)
      ?.format(epochSeconds * 1000)
      .replace(' ', 'T') ?? ''
  );
}

const zone = fc.constantFrom(...ZONES);
const instant = fc.integer({ min: 631_152_000, max: 4_102_444_800 });

describe('C5 wall clock', () => {
  it('no text makes the parser throw', () => {
    const isoLike = fc.stringMatching(
      /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(Z|[+-][0-9]{2}:?[0-9]{2})?$/,
    );
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), isoLike), zone, (text, timeZone) => {
        const epochSeconds = wallClockIn(timeZone)(text);
        expect(epochSeconds === null || Number.isSafeInteger(epochSeconds)).toBe(true);
      }),
    );
  });

  it('an instant comes back from the wall clock of any zone, but for the second of two that look alike', () => {
    fc.assert(
      fc.property(zone, instant, (timeZone, epochSeconds) => {
        const text = printed(timeZone, epochSeconds);
        const read = wallClockIn(timeZone)(text) ?? Number.NaN;
        // What was read shows the same wall clock and is not the later one.
        expect(printed(timeZone, read)).toBe(text);
        expect(read).toBeLessThanOrEqual(epochSeconds);
        expect(epochSeconds - read).toBeLessThanOrEqual(3600);
      }),
      { numRuns: 500 },
    );
  });

  it('away from changes it comes back exactly', () => {
    const offset = (timeZone: string, at: number): number => Date.parse(`${printed(timeZone, at)}Z`) / 1000 - at;
    fc.assert(
      fc.property(zone, instant, (timeZone, epochSeconds) => {
        fc.pre(offset(timeZone, epochSeconds - 172_800) === offset(timeZone, epochSeconds + 172_800));
        expect(wallClockIn(timeZone)(printed(timeZone, epochSeconds))).toBe(epochSeconds);
      }),
      { numRuns: 300 },
    );
  });
});
