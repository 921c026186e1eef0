import { describe, expect, it } from 'vitest';
import { humanChange, humanValue } from '../../src/domain/human-value.ts';
import type { MetricUnit } from '../../src/domain/metrics.ts';

describe('U6 values as people read them', () => {
  it.each([
    ['hours have one decimal', 'hours', 0, '0.0'],
    ['hours round', 'hours', 12.25, '12.3'],
    ['thousands are grouped', 'hours', 1234567.89, '1,234,567.9'],
    ['rounding up makes a thousand', 'hours', 999.96, '1,000.0'],
    ['counts have none', 'count', 1000, '1,000'],
    ['small counts', 'count', 999, '999'],
    ['ratios are percents', 'ratio', 0.1234, '12.3%'],
    ['a whole ratio', 'ratio', 1, '100.0%'],
    ['megabytes', 'megabytes', 812, '812.0 MB'],
    ['a thousand MB is a GB', 'megabytes', 1000, '1.0 GB'],
    ['almost a GB is written as one', 'megabytes', 999.97, '1.0 GB'],
    ['just below it', 'megabytes', 999.94, '999.9 MB'],
    ['TB', 'megabytes', 2_300_000, '2.3 TB'],
    ['PB', 'megabytes', 1_500_000_000, '1.5 PB'],
    ['beyond the last unit', 'megabytes', 5e16, '50,000.0 EB'],
    ['seconds as Slurm writes a time', 'seconds', 3661, '01:01:01'],
    ['no time', 'seconds', 0, '00:00:00'],
    ['the last second of a day', 'seconds', 86_399, '23:59:59'],
    ['days', 'seconds', 86_400 * 12 + 59, '12-00:00:59'],
    ['below zero', 'hours', -1234.56, '-1,234.6'],
  ])('%s', (_, unit, value, text) => {
    expect(humanValue(value, unit as MetricUnit)).toBe(text);
  });
});

describe('F4 changes as people read them', () => {
  it.each([
    ['a gain', 'hours', 1234.5, '+1,234.5'],
    ['a loss', 'hours', -3, '-3.0'],
    ['nothing', 'hours', 0, '0'],
    ['too little to be seen', 'hours', 0.04, '0'],
    ['too little of a loss', 'hours', -0.04, '0'],
    ['of a rate', 'ratio', -0.012, '-1.2%'],
    ['of memory', 'megabytes', 1500, '+1.5 GB'],
    ['of a time', 'seconds', 60, '+00:01:00'],
    ['a count', 'count', 12, '+12'],
  ])('%s', (_, unit, change, text) => {
    expect(humanChange(change, unit as MetricUnit)).toBe(text);
  });
});
