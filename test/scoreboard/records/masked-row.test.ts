import { describe, expect, it } from 'vitest';
import { maskedRow } from '../../../src/scoreboard/records/masked-row.ts';

describe('F6 a row that could not be read, in a log', () => {
  it.each([
    [
      'numbers, times, resources and states stay, the user and other words do not',
      '12_[1-5%2]|alice|COMPLETED|x|2|1|100Mn|12.5K||billing=2,cpu=2,mem=100M,node=1,gres/gpu=1|1788220000|2026-09-01T10:00:00|forest|cpu',
      '12_[1-5%2]|<5>|COMPLETED|<1>|2|1|100Mn|12.5K||billing=2,cpu=2,mem=100M,node=1,gres/gpu=1|1788220000|2026-09-01T10:00:00|<6>|<3>',
    ],
    ['a user that is a number', '12|10423|FAILED', '12|<5>|FAILED'],
    ['a user in another column', '12|1|alice|FAILED', '12|<1>|<5>|FAILED'],
    ['a user in upper case, of the length of a unit', 'K|K|ALICE', 'K|<1>|<5>'],
    ['who cancelled it', '12|a|CANCELLED by 1001', '12|<1>|<17>'],
    ['a name as a resource', '1|a|gres/gpu:alice=1', '1|<1>|<16>'],
    ['a line of something else', 'sacct: error: alice', '<19>'],
    ['nothing', '', ''],
  ])('%s', (_, row, masked) => {
    expect(maskedRow(row)).toBe(masked);
  });
});
