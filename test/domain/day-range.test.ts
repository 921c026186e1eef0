import { describe, expect, it } from 'vitest';
import type { Day, Month } from '../../src/domain/calendar.ts';
import { holdsDay, monthShare } from '../../src/domain/day-range.ts';

const range = (first: string | null, last: string) => ({ first: first as Day | null, last: last as Day });

describe('F2 days of a range', () => {
  it.each([
    ['the first one', '2026-02-10', true],
    ['the last one', '2026-03-11', true],
    ['the one before the first', '2026-02-09', false],
    ['the one after the last', '2026-03-12', false],
  ])('%s', (_, day, held) => {
    expect(holdsDay(range('2026-02-10', '2026-03-11'), day as Day)).toBe(held);
  });

  it('a range without beginning holds every day until its last', () => {
    expect(holdsDay(range(null, '2026-03-11'), '1970-01-01' as Day)).toBe(true);
    expect(holdsDay(range(null, '2026-03-11'), '2026-03-12' as Day)).toBe(false);
  });
});

describe('F2 how much of a month a range takes in', () => {
  it.each([
    ['a month before it', '2026-02-01', '2026-03-31', '2026-01', 'none'],
    ['a month after it', '2026-02-01', '2026-03-31', '2026-04', 'none'],
    ['a month from its first day to its last', '2026-02-01', '2026-03-31', '2026-02', 'whole'],
    ['the last month, whole', '2026-02-01', '2026-03-31', '2026-03', 'whole'],
    ['all but its first day', '2026-02-02', '2026-03-31', '2026-02', 'part'],
    ['all but its last day', '2026-02-01', '2026-03-30', '2026-03', 'part'],
    ['only its last day', '2026-02-28', '2026-03-31', '2026-02', 'part'],
    ['only its first day', '2026-02-01', '2026-03-01', '2026-03', 'part'],
    ['a leap February until the 28th', '2024-02-01', '2024-02-28', '2024-02', 'part'],
    ['a leap February until the 29th', '2024-02-01', '2024-02-29', '2024-02', 'whole'],
    ['days inside one month', '2026-02-10', '2026-02-12', '2026-02', 'part'],
    ['December before a January', '2026-01-01', '2026-01-31', '2025-12', 'none'],
    ['no beginning: long ago', null, '2026-03-11', '1999-12', 'whole'],
    ['no beginning: the running month', null, '2026-03-11', '2026-03', 'part'],
    ['no beginning: a later month', null, '2026-03-11', '2026-04', 'none'],
  ])('%s', (_, first, last, month, share) => {
    expect(monthShare(range(first, last), month as Month)).toBe(share);
  });
});
