import { describe, expect, it } from 'vitest';
import { findSpaceFaults } from '../../../../src/scoreboard/poll/doctor/find-space-faults.ts';

describe('C11 room on the disk', () => {
  it.each([
    ['1 % of a large disk is enough', { freeBytes: 1e13, totalBytes: 1e15 }, null],
    [
      'less than 1 % is a warning',
      { freeBytes: 9.9e12, totalBytes: 1e15 },
      ['warning', 'only 9.9 TB of 1.0 PB are free'],
    ],
    [
      'less than 200 MB is an error',
      { freeBytes: 1e8, totalBytes: 1e9 },
      ['error', 'only 100.0 MB of 1.0 GB are free'],
    ],
    ['a disk without a size is judged by its bytes', { freeBytes: 2e8, totalBytes: 0 }, null],
  ])('%s', (_, free, expected) => {
    const [finding] = findSpaceFaults('/shared', free);
    expect(finding === undefined ? null : [finding.level, finding.what]).toEqual(expected);
  });
});
