import { describe, expect, it } from 'vitest';
import { epochOnly, parseSlurmTime, type SlurmTime } from '../../src/domain/slurm-time.ts';
import { wallClockIn } from '../../src/domain/wall-clock.ts';
import { slurmStrings } from './slurm-strings.ts';

function expectedTime(text: string): SlurmTime {
  if (text === 'error') return { kind: 'unreadable' };
  if (text === 'none' || text === 'unknown') return { kind: text };
  return { kind: 'at', epochSeconds: Number(text) };
}

describe('P1 times that Slurm printed', () => {
  it.each(slurmStrings('Time'))('"$text" in $context is $expected: $reason', ({ text, context, expected }) => {
    expect(parseSlurmTime(text, wallClockIn(context))).toEqual(expectedTime(expected));
  });
});

describe('P1 times', () => {
  const utc = wallClockIn('UTC');
  it.each<[sentence: string, text: string, time: SlurmTime]>([
    ['epoch seconds', '1795193935', { kind: 'at', epochSeconds: 1_795_193_935 }],
    ['one digit', '1', { kind: 'at', epochSeconds: 1 }],
    ['0 is not yet', '0', { kind: 'unknown' }],
    ['00 is not yet', '00', { kind: 'unknown' }],
    ['11 digits', '99999999999', { kind: 'at', epochSeconds: 99_999_999_999 }],
    ['12 digits are milliseconds, not seconds', '179519393500', { kind: 'unreadable' }],
    ['never', 'None', { kind: 'none' }],
    ['not yet', 'Unknown', { kind: 'unknown' }],
    ['empty is not yet', '', { kind: 'unknown' }],
    ['the words have one spelling', 'unknown', { kind: 'unreadable' }],
    ['wall clock', '1970-01-01T00:00:01', { kind: 'at', epochSeconds: 1 }],
    ['wall clock before 1970 is no job’s', '1969-12-31T23:59:59', { kind: 'unreadable' }],
    ['wall clock of the first second is 0 and no job’s', '1970-01-01T00:00:00', { kind: 'unreadable' }],
    ['wall clock of year 0 in a zone before UTC', '0000-01-01T00:00:00+23:59', { kind: 'unreadable' }],
    ['the last second of year 9999', '9999-12-31T23:59:59', { kind: 'unreadable' }],
    ['white space', ' 1795193935', { kind: 'unreadable' }],
    ['a fraction', '1795193935.5', { kind: 'unreadable' }],
    ['a sign', '+1795193935', { kind: 'unreadable' }],
    ['words', '4 Sep 11:18', { kind: 'unreadable' }],
  ])('%s', (_sentence, text, time) => {
    expect(parseSlurmTime(text, utc)).toEqual(time);
  });

  it('S2 wall clock is unreadable where epoch seconds were asked for', () => {
    expect(parseSlurmTime('2026-11-20T17:26:05', epochOnly)).toEqual({ kind: 'unreadable' });
    expect(parseSlurmTime('1795195565', epochOnly)).toEqual({ kind: 'at', epochSeconds: 1_795_195_565 });
  });
});
