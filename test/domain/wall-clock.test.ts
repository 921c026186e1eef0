import { describe, expect, it } from 'vitest';
import { wallClockIn } from '../../src/domain/wall-clock.ts';

/** Epoch seconds of a text in UTC, by the language's own reading. */
const utc = (text: string): number => Date.parse(`${text}Z`) / 1000;

describe('C5, section 11: the days on which clocks change', () => {
  it.each<[zone: string, sentence: string, text: string, utcText: string]>([
    ['Europe/Berlin', 'the last second before the gap', '2026-03-29T01:59:59', '2026-03-29T00:59:59'],
    [
      'Europe/Berlin',
      'its first second does not exist: 03:00 summer time',
      '2026-03-29T02:00:00',
      '2026-03-29T01:00:00',
    ],
    ['Europe/Berlin', 'within the gap: 03:30 summer time', '2026-03-29T02:30:00', '2026-03-29T01:30:00'],
    ['Europe/Berlin', 'after the gap', '2026-03-29T03:00:00', '2026-03-29T01:00:00'],
    ['Europe/Berlin', 'the last second before the overlap', '2026-10-25T01:59:59', '2026-10-24T23:59:59'],
    ['Europe/Berlin', 'twice: the first, in summer time', '2026-10-25T02:30:00', '2026-10-25T00:30:00'],
    ['Europe/Berlin', 'the overlap’s last second: the first', '2026-10-25T02:59:59', '2026-10-25T00:59:59'],
    ['Europe/Berlin', 'after the overlap', '2026-10-25T03:00:00', '2026-10-25T02:00:00'],
    ['Europe/Berlin', 'winter', '2026-01-15T12:00:00', '2026-01-15T11:00:00'],
    ['Europe/Berlin', 'summer', '2026-07-15T12:00:00', '2026-07-15T10:00:00'],
    ['America/New_York', 'the last second before the gap', '2026-03-08T01:59:59', '2026-03-08T06:59:59'],
    ['America/New_York', 'within the gap: 03:30 summer time', '2026-03-08T02:30:00', '2026-03-08T07:30:00'],
    ['America/New_York', 'after the gap', '2026-03-08T03:00:00', '2026-03-08T07:00:00'],
    ['America/New_York', 'twice: the first, in summer time', '2026-11-01T01:30:00', '2026-11-01T05:30:00'],
    ['America/New_York', 'after the overlap', '2026-11-01T02:00:00', '2026-11-01T07:00:00'],
    ['Australia/Lord_Howe', 'the last second before the gap', '2026-10-04T01:59:59', '2026-10-03T15:29:59'],
    ['Australia/Lord_Howe', 'within a gap of half an hour', '2026-10-04T02:15:00', '2026-10-03T15:45:00'],
    ['Australia/Lord_Howe', 'after the gap', '2026-10-04T02:30:00', '2026-10-03T15:30:00'],
    ['Australia/Lord_Howe', 'twice: the first, in summer time', '2026-04-05T01:45:00', '2026-04-04T14:45:00'],
    ['Australia/Lord_Howe', 'after an overlap of half an hour', '2026-04-05T02:00:00', '2026-04-04T15:30:00'],
  ])('%s, %s', (zone, _sentence, text, utcText) => {
    expect(wallClockIn(zone)(text)).toBe(utc(utcText));
  });
});

describe('C5 odd seconds and days', () => {
  it.each<[sentence: string, zone: string, text: string, epochSeconds: number | null]>([
    ['the epoch', 'UTC', '1970-01-01T00:00:00', 0],
    ['a leap second is the next minute’s first', 'UTC', '2016-12-31T23:59:60', 1_483_228_800],
    ['a second 60 in a zone', 'Europe/Berlin', '2017-01-01T00:59:60', 1_483_228_800],
    ['a second 60 that leads into the gap', 'Europe/Berlin', '2026-03-29T01:59:60', 1_774_746_000],
    ['leap day', 'UTC', '2024-02-29T12:00:00', 1_709_208_000],
    ['leap day of a year that 400 divides', 'UTC', '2000-02-29T00:00:00', 951_782_400],
    ['the year before has none', 'UTC', '2023-02-29T12:00:00', null],
    ['nor has 2100', 'UTC', '2100-02-29T12:00:00', null],
    ['year end', 'UTC', '2025-12-31T23:59:59', 1_767_225_599],
    ['year end in a zone', 'Europe/Berlin', '2026-01-01T00:59:59', 1_767_225_599],
    ['a space for the T', 'UTC', '1970-01-01 00:00:01', 1],
    ['Z stays', 'Europe/Berlin', '1970-01-01T00:00:01Z', 1],
    ['an offset stays', 'Europe/Berlin', '1970-01-01T05:30:01+05:30', 1],
    ['an offset without colon stays', 'Europe/Berlin', '1969-12-31T16:00:01-0800', 1],
    ['second 61', 'UTC', '2026-01-01T00:00:61', null],
    ['minute 60', 'UTC', '2026-01-01T00:60:00', null],
    ['hour 24', 'UTC', '2026-01-01T24:00:00', null],
    ['day 0', 'UTC', '2026-01-00T00:00:00', null],
    ['day 31 of April', 'UTC', '2026-04-31T00:00:00', null],
    ['month 0', 'UTC', '2026-00-01T00:00:00', null],
    ['month 13', 'UTC', '2026-13-01T00:00:00', null],
    ['a fraction', 'UTC', '2026-01-01T00:00:00.5', null],
    ['no seconds', 'UTC', '2026-01-01T00:00', null],
    ['a lower case t', 'UTC', '2026-01-01t00:00:00', null],
    ['white space', 'UTC', '2026-01-01T00:00:00 ', null],
    ['a short month', 'UTC', '2026-1-01T00:00:00', null],
    ['epoch seconds', 'UTC', '1795193935', null],
    ['empty', 'UTC', '', null],
  ])('%s', (_sentence, zone, text, epochSeconds) => {
    expect(wallClockIn(zone)(text)).toBe(epochSeconds);
  });

  it('a zone that is not known is said at once', () => {
    expect(() => wallClockIn('Europe/Nowhere')).toThrow(RangeError);
  });
});
