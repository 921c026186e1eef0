import { describe, expect, it } from 'vitest';
import type { Month } from '../../../src/domain/calendar.ts';
import { exactRepeats } from '../../../src/scoreboard/dedupe/repeats.ts';
import { SeenFilter } from '../../../src/scoreboard/dedupe/seen-filter.ts';
import { digestOf } from '../../../src/scoreboard/records/digest.ts';
import { CountingUnit } from '../../../src/scoreboard/rollups/counting-unit.ts';
import { DamagedMonthError } from '../../../src/scoreboard/rollups/damaged-month-error.ts';
import { addRecords, type JobRecord, USUAL_JOB } from '../records/job-records.ts';

const at = (iso: string): number => Date.parse(iso) / 1000;

function run(submit: string, end: string): JobRecord {
  return { ...USUAL_JOB, identity: `7|${at(submit)}`, end: at(end) };
}

/** Counts a run that the filter of one month holds already; everything before `countedUntil` was read. */
function count(job: JobRecord, countedIn: Month, countedUntil: string) {
  const filters = new Map<Month, SeenFilter>();
  const asked: Month[] = [];
  const filterOf = (month: Month): SeenFilter => {
    asked.push(month);
    const filter = filters.get(month) ?? new SeenFilter({ firstCapacity: 10, rate: 1e-4 });
    filters.set(month, filter);
    return filter;
  };
  filterOf(countedIn).add(digestOf(job.identity));
  asked.length = 0;
  const unit = new CountingUnit({
    filterOf,
    countedUntil: at(countedUntil),
    within: null,
    repeats: exactRepeats(),
    failureStates: new Set(),
    countedName: (user) => user,
  });
  addRecords(unit, [job]);
  return { counts: unit.counts, asked };
}

const AUGUST = '2026-08' as Month;
const SEPTEMBER = '2026-09' as Month;
const OCTOBER = '2026-10' as Month;

describe('a run whose End was corrected over the border of a month', () => {
  it.each([
    ['later', '2026-08-31T20:00:00Z', '2026-09-01T02:00:00Z', AUGUST, '2026-09-05T00:00:00Z'],
    ['earlier', '2026-09-29T20:00:00Z', '2026-09-30T23:00:00Z', OCTOBER, '2026-10-05T00:00:00Z'],
    ['not at all', '2026-09-29T20:00:00Z', '2026-09-30T23:00:00Z', SEPTEMBER, '2026-10-05T00:00:00Z'],
  ])('%s: is known', (_, submit, end, countedIn, countedUntil) => {
    expect(count(run(submit, end), countedIn, countedUntil).counts).toEqual({ new: 0, seen: 1, outside_window: 0 });
  });

  it.each([
    [
      'submitted within its month, before anything of the next was counted: its own month alone',
      run('2026-09-02T00:00:00Z', '2026-09-03T00:00:00Z'),
      '2026-09-20T00:00:00Z',
      [SEPTEMBER],
    ],
    [
      'submitted the month before: that as well',
      run('2026-08-02T00:00:00Z', '2026-09-03T00:00:00Z'),
      '2026-09-20T00:00:00Z',
      [SEPTEMBER, AUGUST],
    ],
    ['not read before: none', run('2026-08-02T00:00:00Z', '2026-09-21T00:00:00Z'), '2026-09-20T00:00:00Z', []],
  ])('only filters are asked that may hold it; %s', (_, job, countedUntil, months) => {
    const { asked, counts } = count(job, '2026-01' as Month, countedUntil);
    expect(counts.new).toBe(1);
    expect(asked.slice(0, months.length)).toEqual(months);
    // A new run's own month is asked once more, to be written.
    expect(asked.slice(months.length)).toEqual([SEPTEMBER]);
  });

  describe('a month beside it', () => {
    /** Counts a run of September that was submitted in August, whose filter answers so. */
    function countBeside(ofAugust: () => SeenFilter, filtersFrom: string | null = null) {
      const own = new SeenFilter({ firstCapacity: 10, rate: 1e-4 });
      const unit = new CountingUnit({
        filterOf: (month) => (month === AUGUST ? ofAugust() : own),
        filtersFrom,
        countedUntil: at('2026-09-20T00:00:00Z'),
        within: null,
        repeats: exactRepeats(),
        failureStates: new Set(),
        countedName: (user) => user,
      });
      addRecords(unit, [run('2026-08-02T00:00:00Z', '2026-09-03T00:00:00Z')]);
      return unit.counts;
    }

    it('whose filter was removed for its age is not asked', () => {
      const removed = (): never => {
        throw new Error('the filter was removed');
      };
      expect(countBeside(removed, '2026-09')).toMatchObject({ new: 1 });
      expect(() => countBeside(removed, '2026-08')).toThrow('the filter was removed');
    });

    it('whose filter is damaged does not keep this one from going on', () => {
      const about = { cluster: 'bell', month: AUGUST, path: '/x', fault: 'damaged', detail: 'it is cut' } as const;
      const damaged = (): never => {
        throw new DamagedMonthError(about);
      };
      expect(countBeside(damaged)).toMatchObject({ new: 1 });
    });
  });
});
