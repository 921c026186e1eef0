import { describe, expect, it } from 'vitest';
import { parseCpuTime } from '../../src/domain/duration.ts';
import { slurmStrings } from './slurm-strings.ts';

describe('P9 CPU times that Slurm prints', () => {
  it.each(slurmStrings('TotalCPU'))('"$text" is $expected: $reason', ({ text, expected }) => {
    expect(parseCpuTime(text)).toBe(expected === 'error' ? null : Number(expected));
  });
});

describe('P9 CPU times', () => {
  it.each([
    ['MM:SS.mmm', '01:02.345', 62.345],
    ['HH:MM:SS', '01:02:03', 3723],
    ['D-HH:MM:SS', '1-02:03:04', 93_784],
    ['many days', '365-00:00:00', 31_536_000],
    ['one digit of a fraction are tenths', '00:00.5', 0.5],
    ['two digits are hundredths', '00:00.05', 0.05],
    ['more than 99 hours without days', '100:00:00', 360_000],
    ['seconds alone', '12', null],
    ['days without hours', '1-02:03', null],
    ['59 seconds', '00:59', 59],
    ['60 seconds', '00:60', null],
    ['four digits of a fraction', '00:00.1234', null],
    ['a point without digits', '00:00.', null],
    ['a sign', '-00:01', null],
    ['white space', ' 00:01', null],
    ['a newline', '00:01\n', null],
    ['a word', 'INVALID', null],
    ['400 digits of days', `${'9'.repeat(400)}-00:00:00`, null],
    ['more seconds than are exact', '999999999999-00:00:00', null],
  ])('%s', (_sentence, text, seconds) => {
    expect(parseCpuTime(text)).toBe(seconds);
  });
});
