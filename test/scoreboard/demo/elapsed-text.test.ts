import { describe, expect, it } from 'vitest';
import { cpuTimeText, elapsedText } from '../../../src/scoreboard/demo/elapsed-text.ts';

describe('C14 Elapsed', () => {
  it.each([
    [0, '00:00:00'],
    [59, '00:00:59'],
    [3661, '01:01:01'],
    [86_399, '23:59:59'],
    [86_400, '1-00:00:00'],
    [900_610, '10-10:10:10'],
  ])('%d s is %s', (seconds, expected) => {
    expect(elapsedText(seconds)).toBe(expected);
  });
});

describe('C14 TotalCPU', () => {
  it.each([
    ['none', 0, '00:00:00'],
    ['a fraction below an hour', 65_007, '01:05.007'],
    ['no fraction below an hour', 65_000, '00:01:05'],
    ['from an hour on the fraction goes', 3_600_999, '01:00:00'],
    ['days', 90_061_500, '1-01:01:01'],
  ])('%s', (_, ms, expected) => {
    expect(cpuTimeText(ms)).toBe(expected);
  });
});
