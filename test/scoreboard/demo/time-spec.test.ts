import { describe, expect, it } from 'vitest';
import { wallClockIn } from '../../../src/domain/wall-clock.ts';
import { localMidnight, parseTimeSpec } from '../../../src/scoreboard/demo/time-spec.ts';
import { wallTextIn } from '../../../src/scoreboard/demo/wall-text.ts';

/** 2026-11-20 17:26:05 UTC, 12:26:05 in New York. */
const NOW = 1_795_195_565;
const local = (zone: string) => ({ nowSeconds: NOW, wallClock: wallClockIn(zone), wallText: wallTextIn(zone) });

describe('C14 times of -S and -E', () => {
  it.each([
    ['epoch seconds', 'uts1795195565', 'UTC', 1_795_195_565],
    ['the least epoch', 'uts1000000', 'UTC', 1_000_000],
    ['now', 'now', 'UTC', NOW],
    ['some time ago', 'now-2hours', 'UTC', NOW - 7200],
    ['seconds are the unit that is left out', 'now+90', 'UTC', NOW + 90],
    ['a week ago', 'now-1week', 'UTC', NOW - 604_800],
    ['a second, with seconds', '2026-11-20T17:26:05', 'UTC', NOW],
    ['a second of the zone', '2026-11-20T12:26:05', 'America/New_York', NOW],
    ['a minute', '2026-11-20T17:26', 'UTC', NOW - 5],
    ['a day is its first second', '2026-11-20', 'UTC', NOW - 62_765],
    ['today', 'today', 'UTC', NOW - 62_765],
    ['today where it is noon', 'today', 'America/New_York', NOW - 44_765],
  ])('%s: %s', (_, text, zone, expected) => {
    expect(parseTimeSpec(text, local(zone))).toBe(expected);
  });

  it.each([
    ['an epoch that sacct takes for too small', 'uts999999'],
    ['an epoch with something behind it', 'uts1795195565x'],
    ['a day that is none', '2026-02-30'],
    ['words', 'yesterdayish'],
    ['nothing', ''],
  ])('refuses %s', (_, text) => {
    expect(() => parseTimeSpec(text, local('UTC'))).toThrow(`Invalid time specification (pos=0): ${text}`);
  });

  it('midnight is the local one', () => {
    expect(localMidnight(local('Asia/Kolkata'))).toBe(Date.parse('2026-11-19T18:30:00Z') / 1000);
  });
});
