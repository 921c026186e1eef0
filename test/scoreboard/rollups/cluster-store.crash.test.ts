import { appendFileSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Month } from '../../../src/domain/calendar.ts';
import { namedCounters } from '../../../src/domain/counters.ts';
import { type FileOperations, realFileOperations } from '../../../src/platform/file-operations.ts';
import { exactRepeats } from '../../../src/scoreboard/dedupe/repeats.ts';
import { checkMonth } from '../../../src/scoreboard/rollups/check-month.ts';
import { ClusterStore } from '../../../src/scoreboard/rollups/cluster-store.ts';
import { CountingUnit } from '../../../src/scoreboard/rollups/counting-unit.ts';
import { rollupReader } from '../../../src/scoreboard/rollups/rollup-reader.ts';
import { type ClusterLayout, clusterLayout, scratchLayout } from '../../../src/scoreboard/rollups/root-layout.ts';
import { CutError, cutAfter } from '../../platform/cut-file-operations.ts';
import { emptyFolder, handClock } from '../place.ts';
import { addRecords, type JobRecord, USUAL_JOB } from '../records/job-records.ts';
import { resealed } from '../resealed.ts';

const SEPTEMBER = '2026-09' as Month;
const OCTOBER = '2026-10' as Month;
const at = (iso: string): number => Date.parse(iso) / 1000;

const job = (id: number, end: string): JobRecord => ({
  ...USUAL_JOB,
  identity: `${id}|${at(end) - 100}`,
  end: at(end),
  reqMemBytes: 1e9,
});

function openStore(layout: ClusterLayout, ops: FileOperations = realFileOperations): Promise<ClusterStore> {
  return ClusterStore.open({
    layout,
    cluster: 'bell',
    ops,
    clock: handClock(Date.parse('2026-10-05T00:00:00Z')),
    settings: {
      memory_base: 1000,
      reqmem_without_suffix: 'per-job',
      failure_states: ['FAILED'],
      gpu_gres_names: ['gpu'],
      steps: true,
    },
    filterRate: 1e-4,
    start: { backfillStart: at('2026-09-01T00:00:00Z'), spanSeconds: 86_400 },
  });
}

function unitOf(store: ClusterStore, jobs: readonly JobRecord[]): CountingUnit {
  const unit = new CountingUnit({
    filterOf: (month) => store.filterOf(month),
    countedUntil: store.cursor.counted_until,
    within: null,
    repeats: exactRepeats(),
    failureStates: new Set(['FAILED']),
    countedName: (user) => user,
  });
  addRecords(unit, jobs);
  return unit;
}

/** Two jobs in September, and then two more over the edge of the month. */
const FIRST = [job(1, '2026-09-30T10:00:00Z'), job(2, '2026-09-30T11:00:00Z')];
const SECOND = [job(3, '2026-09-30T23:59:59Z'), job(4, '2026-10-01T00:00:00Z')];
const COVERED = { covered_until: at('2026-10-02T00:00:00Z') };

const freshLayout = (): ClusterLayout => clusterLayout(emptyFolder(), 'bell');

async function jobsBy(layout: ClusterLayout): Promise<Record<string, number>> {
  const reader = rollupReader(layout);
  const found: Record<string, number> = {};
  for (const month of await reader.months()) {
    const read = await reader.monthly(month);
    const daily = await reader.daily(month);
    if (!read.ok || !daily.ok) throw new Error(`${month} cannot be read`);
    const sum = (rows: Iterable<number[]>): number =>
      [...rows].reduce((total, row) => total + namedCounters(row).jobs, 0);
    found[month] = sum(read.value.values());
    const ofDays = [...daily.value.values()].reduce((total, day) => total + sum(day.values()), 0);
    expect(ofDays, `${month}: days against month`).toBe(found[month]);
  }
  return found;
}

describe('T2: a commit of rollups, filters and cursor', () => {
  it('cut at every file operation is, once opened again, all there or not at all, and can be done again', async () => {
    const counting = cutAfter(realFileOperations, Number.POSITIVE_INFINITY);
    const whole = freshLayout();
    const store = await openStore(whole, counting);
    await store.commit(unitOf(store, FIRST), {});
    const before = counting.done();
    await store.commit(unitOf(store, SECOND), COVERED);
    const total = counting.done();
    expect(total - before).toBeGreaterThan(20);
    const ends = new Set<string>();
    for (let cut = before; cut < total; cut++) {
      const layout = freshLayout();
      const dying = await openStore(layout, cutAfter(realFileOperations, cut));
      await dying.commit(unitOf(dying, FIRST), {});
      await expect(dying.commit(unitOf(dying, SECOND), COVERED)).rejects.toThrow(CutError);
      const again = await openStore(layout);
      const done = again.cursor.covered_until === COVERED.covered_until;
      expect(await jobsBy(layout), `cut ${cut}`).toEqual(done ? { [SEPTEMBER]: 3, [OCTOBER]: 1 } : { [SEPTEMBER]: 2 });
      const unit = unitOf(again, SECOND);
      expect(unit.counts, `cut ${cut}`).toEqual(
        done ? { new: 0, seen: 2, outside_window: 0 } : { new: 2, seen: 0, outside_window: 0 },
      );
      await again.commit(unit, COVERED);
      expect(await jobsBy(layout), `cut ${cut}`).toEqual({ [SEPTEMBER]: 3, [OCTOBER]: 1 });
      const names = readdirSync(layout.base, { recursive: true, encoding: 'utf8' });
      expect(
        names.filter((name) => /staged|commit\./.test(name)),
        `cut ${cut}`,
      ).toEqual([]);
      ends.add(done ? 'after' : 'before');
    }
    expect(ends).toEqual(new Set(['before', 'after']));
  });

  it('that puts a month made anew in place, cut at every file operation, is all there or not at all', async () => {
    const REPAIRED = [...FIRST, job(7, '2026-09-20T00:00:00Z')];
    const scratchOf = async (layout: ClusterLayout): Promise<ClusterStore> => {
      const scratch = await openStore(scratchLayout(layout, 'rebuild', SEPTEMBER));
      const unit = unitOf(scratch, REPAIRED);
      if (unit.counts.new > 0) await scratch.commit(unit, COVERED);
      return scratch;
    };
    const filled = async (ops?: FileOperations): Promise<{ layout: ClusterLayout; store: ClusterStore }> => {
      const layout = freshLayout();
      const first = await openStore(layout);
      await first.commit(unitOf(first, FIRST), {});
      return { layout, store: await openStore(layout, ops) };
    };
    const counting = cutAfter(realFileOperations, Number.POSITIVE_INFINITY);
    const whole = await filled(counting);
    const before = counting.done();
    await whole.store.replaceMonth(SEPTEMBER, await scratchOf(whole.layout));
    const total = counting.done();
    expect(total - before).toBeGreaterThan(12);
    const ends = new Set<number>();
    for (let cut = before; cut < total; cut++) {
      const { layout, store } = await filled(cutAfter(realFileOperations, cut));
      const scratch = await scratchOf(layout);
      await expect(store.replaceMonth(SEPTEMBER, scratch)).rejects.toThrow(CutError);
      const again = await openStore(layout);
      const jobs = (await jobsBy(layout))[SEPTEMBER]!;
      expect([2, 3], `cut ${cut}`).toContain(jobs);
      expect(again.filterOf(SEPTEMBER).count, `cut ${cut}`).toBe(jobs);
      expect(checkMonth({ layout, cluster: 'bell', month: SEPTEMBER }).faults, `cut ${cut}`).toEqual([]);
      await again.replaceMonth(SEPTEMBER, await scratchOf(layout));
      expect(await jobsBy(layout), `cut ${cut}`).toEqual({ [SEPTEMBER]: 3 });
      expect(unitOf(again, REPAIRED).counts, `cut ${cut}`).toEqual({ new: 0, seen: 3, outside_window: 0 });
      ends.add(jobs);
    }
    expect(ends).toEqual(new Set([2, 3]));
  });

  it('of nothing new and no progress writes nothing', async () => {
    const layout = freshLayout();
    const store = await openStore(layout);
    await store.commit(unitOf(store, FIRST), COVERED);
    const counting = cutAfter(realFileOperations, 0);
    const again = await openStore(layout, counting);
    await again.commit(unitOf(again, FIRST), COVERED);
    expect(counting.done()).toBe(0);
  });
});

describe('T6: what is damaged', () => {
  async function filled(): Promise<ClusterLayout> {
    const layout = freshLayout();
    const store = await openStore(layout);
    await store.commit(unitOf(store, FIRST), COVERED);
    return layout;
  }

  it.each([
    ['day file, cut', (layout: ClusterLayout) => truncateSync(layout.daily(SEPTEMBER), 100)],
    [
      'day file, with a digit changed',
      (layout: ClusterLayout) => {
        const text = readFileSync(layout.daily(SEPTEMBER), 'utf8');
        writeFileSync(layout.daily(SEPTEMBER), text.replace('"chem",2', '"chem",3'));
      },
    ],
    ['day file, gone', (layout: ClusterLayout) => rmSync(layout.daily(SEPTEMBER))],
    [
      'day and month file, gone, with the filter there',
      (layout: ClusterLayout) => {
        rmSync(layout.daily(SEPTEMBER));
        rmSync(layout.monthly(SEPTEMBER));
      },
    ],
    [
      'day file of another month',
      (layout: ClusterLayout) => {
        writeFileSync(layout.daily(OCTOBER), readFileSync(layout.daily(SEPTEMBER)));
        rmSync(layout.daily(SEPTEMBER));
      },
    ],
    ['filter, emptied', (layout: ClusterLayout) => truncateSync(layout.filter(SEPTEMBER), 0)],
    ['filter, with a foreign end', (layout: ClusterLayout) => appendFileSync(layout.filter(SEPTEMBER), 'x')],
    ['filter, gone', (layout: ClusterLayout) => rmSync(layout.filter(SEPTEMBER))],
  ])('%s: nothing is counted into the month, and it is said which file and what to do', async (_, harm) => {
    const layout = await filled();
    harm(layout);
    const store = await openStore(layout);
    const counted = async (): Promise<void> =>
      store.commit(unitOf(store, [job(9, '2026-09-15T00:00:00Z'), ...SECOND]), {});
    await expect(counted()).rejects.toThrow(
      /bell: .*nothing is counted into 2026-(09|10) until it is mended: the next poll makes the month anew/,
    );
  });

  it('a month file is made again from its days, the damaged one kept', async () => {
    const layout = await filled();
    const good = readFileSync(layout.monthly(SEPTEMBER), 'utf8');
    truncateSync(layout.monthly(SEPTEMBER), 50);
    const store = await openStore(layout);
    await store.rewriteMonthly(SEPTEMBER);
    expect(readFileSync(layout.monthly(SEPTEMBER), 'utf8')).toBe(good);
    expect(readdirSync(layout.monthlyFolder).filter((name) => name.endsWith('.bad'))).toHaveLength(1);
  });

  it('a lost cursor: everything is asked for again, every run asked of the filters, none counted twice', async () => {
    const layout = await filled();
    writeFileSync(layout.cursor, '{}');
    const store = await openStore(layout);
    expect(store.cursor).toMatchObject({
      covered_until: at('2026-09-01T00:00:00Z'),
      counted_until: at('2026-10-01T00:00:00Z'),
    });
    const unit = unitOf(store, [...FIRST, ...SECOND]);
    expect(unit.counts).toEqual({ new: 2, seen: 2, outside_window: 0 });
    await store.commit(unit, COVERED);
    expect(await jobsBy(layout)).toEqual({ [SEPTEMBER]: 3, [OCTOBER]: 1 });
    expect(readdirSync(layout.state).filter((name) => name.endsWith('.bad'))).toHaveLength(1);
  });

  it('a cursor of a newer version is refused, and left alone', async () => {
    const layout = await filled();
    const text = resealed(readFileSync(layout.cursor), '"schema_version":2', '"schema_version":3');
    writeFileSync(layout.cursor, text);
    await expect(openStore(layout)).rejects.toThrow(/written by a newer slurm-sb \(schema_version 3\)/);
    expect(readFileSync(layout.cursor, 'utf8')).toBe(text);
  });

  it('the settings that shaped a month are in its files, each once', async () => {
    const layout = await filled();
    const read = JSON.parse(readFileSync(join(layout.monthlyFolder, '2026-09.json'), 'utf8'));
    expect(read.settings).toEqual([
      {
        memory_base: 1000,
        reqmem_without_suffix: 'per-job',
        failure_states: ['FAILED'],
        gpu_gres_names: ['gpu'],
        steps: true,
      },
    ]);
  });
});
