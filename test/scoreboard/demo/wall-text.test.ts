import { describe, expect, it } from 'vitest';
import { wallTextIn } from '../../../src/scoreboard/demo/wall-text.ts';

describe('C14 times as wall clock of TZ', () => {
  it.each([
    // The first two are what a real sacct printed for the same job.
    ['UTC', 1_795_195_565, '2026-11-20T17:26:05'],
    ['America/New_York', 1_795_195_565, '2026-11-20T12:26:05'],
    ['Asia/Kolkata', 1_795_195_565, '2026-11-20T22:56:05'],
    ['Europe/Berlin', Date.parse('2026-03-29T00:59:59Z') / 1000, '2026-03-29T01:59:59'],
    ['Europe/Berlin', Date.parse('2026-03-29T01:00:00Z') / 1000, '2026-03-29T03:00:00'],
    ['Europe/Berlin', Date.parse('2026-10-25T00:30:00Z') / 1000, '2026-10-25T02:30:00'],
    ['Europe/Berlin', Date.parse('2026-10-25T01:30:00Z') / 1000, '2026-10-25T02:30:00'],
    ['America/New_York', Date.parse('2027-01-01T04:59:59Z') / 1000, '2026-12-31T23:59:59'],
  ])('%s %d is %s', (zone, epochSeconds, expected) => {
    expect(wallTextIn(zone)(epochSeconds)).toBe(expected);
  });
});
