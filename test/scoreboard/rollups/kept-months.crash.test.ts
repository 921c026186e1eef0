import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { addMonths, type Month, monthStart } from '../../../src/domain/calendar.ts';
import { type FileOperations, realFileOperations } from '../../../src/platform/file-operations.ts';
import { exactRepeats } from '../../../src/scoreboard/dedupe/repeats.ts';
import { ClusterStore } from '../../../src/scoreboard/rollups/cluster-store.ts';
import { CountingUnit } from '../../../src/scoreboard/rollups/counting-unit.ts';
import { countableWithin } from '../../../src/scoreboard/rollups/cursor.ts';
import { removeOldMonths } from '../../../src/scoreboard/rollups/kept-months.ts';
import { type ClusterLayout, clusterLayout } from '../../../src/scoreboard/rollups/root-layout.ts';
import { CutError, cutAfter } from '../../platform/cut-file-operations.ts';
import { emptyFolder, handClock } from '../place.ts';
import { addRecords, type JobRecord } from '../records/job-records.ts';

const FIRST = '2025-01' as Month;
const MONTHS = Array.from({ length: 18 }, (_, index) => addMonths(FIRST, index));
/** June 2026; 14 months before it are kept: from April 2025 on. */
const NOW = monthStart('2026-06' as Month) + 86_400;
const KEPT_FROM = '2025-04';

const jobOf = (month: Month): JobRecord => ({
  identity: `${month}|1`,
  user: 'alice',
  account: 'chem',
  state: 'COMPLETED',
  end: monthStart(month) + 3_600,
  started: true,
  elapsedSeconds: 60,
  cpus: 2,
  nodes: 1,
  gpus: 0,
  waitSeconds: 5,
  reqMemBytes: 1e9,
  maxMemBytes: null,
  avgMemBytes: null,
  usedMemBytes: null,
  allocMemBytes: null,
  cpuUsedSeconds: null,
});

function openStore(layout: ClusterLayout, ops: FileOperations = realFileOperations): Promise<ClusterStore> {
  return ClusterStore.open({
    layout,
    cluster: 'bell',
    ops,
    clock: handClock(NOW * 1000),
    settings: {
      memory_base: 1000,
      reqmem_without_suffix: 'per-job',
      failure_states: ['FAILED'],
      gpu_gres_names: ['gpu'],
      steps: true,
    },
    filterRate: 1e-4,
    start: { backfillStart: monthStart(FIRST), spanSeconds: 86_400 },
  });
}

function unitOf(store: ClusterStore, months: readonly Month[]): CountingUnit {
  const unit = new CountingUnit({
    filterOf: (month) => store.filterOf(month),
    countedUntil: store.cursor.counted_until,
    within: countableWithin(null, store.cursor),
    repeats: exactRepeats(),
    countedName: (user) => user,
    failureStates: new Set(),
  });
  for (const month of months) addRecords(unit, [jobOf(month)]);
  return unit;
}

async function filled(months = MONTHS): Promise<ClusterLayout> {
  const layout = clusterLayout(emptyFolder(), 'bell');
  const store = await openStore(layout);
  await store.commit(unitOf(store, months), { covered_until: NOW, settled_until: NOW });
  return layout;
}

const remove = (store: ClusterStore, layout: ClusterLayout, ops: FileOperations = realFileOperations, now = NOW) =>
  removeOldMonths({ store, layout, ops, keepMonths: 14, nowSeconds: now });
const stems = (folder: string): string[] => readdirSync(folder).map((name) => name.slice(0, 7));

describe('T7 months that are older than keep_months', () => {
  it('lose their days and filters, keep their totals, and are counted into no more', async () => {
    const layout = await filled();
    const months = MONTHS.map((month) => readFileSync(layout.monthly(month), 'utf8'));
    const store = await openStore(layout);
    const removed = await remove(store, layout);
    expect(removed).toEqual(
      ['2025-01', '2025-02', '2025-03'].flatMap((month) => [
        layout.daily(month as Month),
        layout.filter(month as Month),
      ]),
    );
    expect(store.cursor.kept_from).toBe(KEPT_FROM);
    expect(stems(layout.dailyFolder)).toEqual(MONTHS.slice(3));
    expect(stems(layout.seen)).toEqual(MONTHS.slice(3));
    const again = await openStore(layout);
    const unit = unitOf(again, MONTHS);
    expect(unit.counts).toEqual({ new: 0, seen: 15, outside_window: 3 });
    await again.commit(unit, {});
    expect(MONTHS.map((month) => readFileSync(layout.monthly(month), 'utf8'))).toEqual(months);
    expect(() => again.filterOf('2025-03' as Month)).toThrow('the filter of 2025-03 was removed');
  });

  it('a removal cut at every file operation is done by the next one, and nothing passes for damage meanwhile', async () => {
    const counting = cutAfter(realFileOperations, Number.POSITIVE_INFINITY);
    const whole = await filled();
    await remove(await openStore(whole, counting), whole, counting);
    const total = counting.done();
    // The commit of the cursor, six files, two folders.
    expect(total).toBeGreaterThan(14);
    const ends = new Set<string | null>();
    for (let cut = 0; cut < total; cut++) {
      const layout = await filled();
      const ops = cutAfter(realFileOperations, cut);
      await expect(openStore(layout, ops).then((store) => remove(store, layout, ops))).rejects.toThrow(CutError);
      const store = await openStore(layout);
      ends.add(store.cursor.kept_from);
      const all = unitOf(store, MONTHS);
      const outside = store.cursor.kept_from === null ? 0 : 3;
      expect(all.counts, `cut ${cut}`).toEqual({ new: 0, seen: 18 - outside, outside_window: outside });
      await remove(store, layout);
      expect(stems(layout.dailyFolder), `cut ${cut}`).toEqual(MONTHS.slice(3));
      expect(stems(layout.seen), `cut ${cut}`).toEqual(MONTHS.slice(3));
      expect(stems(layout.monthlyFolder), `cut ${cut}`).toEqual(MONTHS);
      expect(store.cursor.kept_from, `cut ${cut}`).toBe(KEPT_FROM);
    }
    expect(ends).toEqual(new Set([null, KEPT_FROM]));
  });

  it('are none where nothing is old enough: no commit is made, and earlier months can still be counted', async () => {
    const layout = await filled(MONTHS.slice(3));
    const store = await openStore(layout);
    expect(await remove(store, layout)).toEqual([]);
    expect(store.cursor).toMatchObject({ kept_from: null, commit: 1 });
    expect(unitOf(store, MONTHS).counts).toEqual({ new: 3, seen: 15, outside_window: 0 });
  });

  it('are told by the newest run, not by a clock that is years ahead', async () => {
    const layout = await filled();
    const store = await openStore(layout);
    await remove(store, layout, realFileOperations, NOW + 10 * 366 * 86_400);
    expect(store.cursor.kept_from).toBe(KEPT_FROM);
  });

  it('stay away when keep_months grows', async () => {
    const layout = await filled();
    const store = await openStore(layout);
    await remove(store, layout);
    await removeOldMonths({ store, layout, ops: realFileOperations, keepMonths: 36, nowSeconds: NOW });
    expect(store.cursor.kept_from).toBe(KEPT_FROM);
  });

  it('are known by the files alone when the cursor is lost: none is counted twice', async () => {
    const layout = await filled();
    await remove(await openStore(layout), layout);
    rmSync(layout.cursor);
    const store = await openStore(layout);
    expect(store.cursor.kept_from).toBe(KEPT_FROM);
    expect(unitOf(store, MONTHS).counts).toEqual({ new: 0, seen: 15, outside_window: 3 });
  });

  it('whose total is damaged are not made anew from days that are not there, but left for a backup', async () => {
    const layout = await filled();
    const store = await openStore(layout);
    await remove(store, layout);
    await expect(store.rewriteMonthly('2025-02' as Month)).rejects.toThrow(/2025-02\.json.*its days were removed/);
    expect(existsSync(layout.monthly('2025-02' as Month))).toBe(true);
  });
});
