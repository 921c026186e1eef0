import { describe, expect, it } from 'vitest';
import { DigestSet } from '../../../src/scoreboard/dedupe/digest-set.ts';
import { suspectRepeats } from '../../../src/scoreboard/dedupe/repeats.ts';
import { SeenFilter } from '../../../src/scoreboard/dedupe/seen-filter.ts';
import { CountedBeside } from '../../../src/scoreboard/rollups/counted-beside.ts';
import { CountingUnit } from '../../../src/scoreboard/rollups/counting-unit.ts';
import { batchOf, type JobRecord, USUAL_JOB } from '../records/job-records.ts';

const at = (iso: string): number => Date.parse(iso) / 1000;
const COUNTED_UNTIL = at('2026-08-01T12:00:00Z');
const WITHIN = { since: at('2026-07-01T00:00:00Z'), until: at('2026-09-02T00:00:00Z') };
const RULES = { countedUntil: COUNTED_UNTIL, within: WITHIN, failureStates: new Set(['FAILED']) };

function job(id: number, end: string, more: Partial<JobRecord> = {}): JobRecord {
  return { ...USUAL_JOB, identity: `${id}|1`, end: at(end), ...more };
}

const JOBS = [
  job(1, '2026-08-01T11:59:59Z'),
  job(2, '2026-08-01T12:00:00Z', { elapsedSeconds: 600 }),
  job(3, '2026-08-01T13:00:00Z', { elapsedSeconds: 30, state: 'FAILED' }),
  job(4, '2026-08-31T23:59:59Z', { user: 'bob', gpus: 4 }),
  job(5, '2026-09-01T00:00:00Z', { user: 'bob', account: '' }),
  job(6, '2026-09-02T00:00:00Z'),
];

function unit(): CountingUnit {
  const filters = new Map<string, SeenFilter>();
  return new CountingUnit({
    ...RULES,
    filterOf: (month) => {
      const filter = filters.get(month) ?? new SeenFilter({ firstCapacity: 10, rate: 1e-4 });
      filters.set(month, filter);
      return filter;
    },
    repeats: suspectRepeats(new DigestSet(), 10),
    countedName: (user) => (user === 'bob' ? 'user-1' : user),
  });
}

describe('what a thread counts beside the one that dedupes', () => {
  it('is what is sure: ended behind what was counted, and within', () => {
    const { batch, texts } = batchOf(JOBS);
    new CountedBeside(RULES).add(batch, texts);
    expect([...batch.counted.subarray(0, batch.count)]).toEqual([0, 1, 1, 1, 1, 0]);
  });

  it('comes to the same counts, days and filters as without', () => {
    const alone = unit();
    const apart = unit();
    const plain = batchOf(JOBS);
    alone.add(plain.batch, plain.texts);
    const { batch, texts } = batchOf(JOBS);
    const beside = new CountedBeside(RULES);
    beside.add(batch, texts);
    apart.add(batch, texts);
    apart.addBeside(structuredClone(beside.end()));
    expect(apart.counts).toEqual({ new: 5, seen: 0, outside_window: 1 });
    expect(apart.counts).toEqual(alone.counts);
    expect(apart.countedUntil).toBe(at('2026-09-01T00:00:01Z'));
    expect([...apart.changes.keys()]).toEqual(['2026-08', '2026-09']);
    for (const [month, { days, filter }] of alone.changes) {
      expect(apart.changes.get(month as never)?.days).toEqual(days);
      expect(apart.changes.get(month as never)?.filter.layers.map(({ bytes }) => bytes)).toEqual(
        filter.layers.map(({ bytes }) => bytes),
      );
    }
    // By hand: jobs 1 to 3 of alice on the first day, whose longest took 600 s.
    const alice = apart.changes
      .get('2026-08' as never)
      ?.days.get('2026-08-01' as never)
      ?.get('alice\tchem');
    expect([alice?.[0], alice?.[2], alice?.[6], alice?.at(-3)]).toEqual([3, 1, 690, 600]);
  });

  it('is nothing where nothing is sure', () => {
    const { batch, texts } = batchOf(JOBS);
    const beside = new CountedBeside({ ...RULES, countedUntil: Number.POSITIVE_INFINITY });
    beside.add(batch, texts);
    expect(beside.end()).toEqual({ keys: [], days: [] });
  });
});
