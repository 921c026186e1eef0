import { createHash } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import type { Day, Month } from '../../src/domain/calendar.ts';
import { epochOnly } from '../../src/domain/slurm-time.ts';
import { wallClockIn } from '../../src/domain/wall-clock.ts';
import { openJson } from '../../src/platform/checked-json.ts';
import { exactRepeats } from '../../src/scoreboard/dedupe/repeats.ts';
import { SeenFilter } from '../../src/scoreboard/dedupe/seen-filter.ts';
import { columnLayout } from '../../src/scoreboard/records/column-layout.ts';
import { splitLines } from '../../src/scoreboard/records/line-splitter.ts';
import { createRecordReader } from '../../src/scoreboard/records/record-reader.ts';
import type { RowCounts } from '../../src/scoreboard/records/row-counts.ts';
import { CountingUnit, type MonthChange } from '../../src/scoreboard/rollups/counting-unit.ts';
import { dailyRollupSchema, encodeDaily } from '../../src/scoreboard/rollups/rollup-files.ts';
import { splitKey } from '../../src/scoreboard/rollups/totals.ts';
import { ALL_COLUMNS, BASE_COLUMNS } from '../../src/scoreboard/sacct/columns.ts';
import { SETTINGS } from '../scoreboard/poll/doctor/good-root.ts';
import { chanceOf } from './fuzz/chance.ts';
import { type RowBatch, rowBatch, type Width } from './fuzz/row-batch.ts';
import { compareJobs, report, trials } from './trials.ts';

const SEED = 20_260_901;
const BATCH_ROWS = 2_000;
const BATCHES = trials({ small: 50_000, full: 1_000_000 }) / BATCH_ROWS;
/** Batches after which the memory is measured against that of the end. */
const WARM_BATCHES = Math.ceil(BATCHES / 10);

const zone = wallClockIn('Europe/Berlin');
const widthOf = (batch: number): Width => (batch % 2 === 0 ? 13 : 20);

/** What the pipeline of a poll made of a batch. */
type Counted = { readonly unit: CountingUnit; readonly rows: RowCounts; readonly rejects: number };

function count({ bytes }: RowBatch, batch: number): Counted {
  const chance = chanceOf(batch);
  const unit = new CountingUnit({
    filterOf: () => new SeenFilter({ firstCapacity: 10_000, rate: 1e-4 }),
    countedUntil: 0,
    within: batch % 3 === 0 ? { since: 1_000_000_000, until: 1_800_000_000 } : null,
    repeats: exactRepeats(),
    countedName: (user) => user,
    failureStates: new Set(['FAILED', 'TIMEOUT']),
  });
  let rejects = 0;
  const reader = createRecordReader({
    layout: columnLayout(widthOf(batch) === 20 ? ALL_COLUMNS : BASE_COLUMNS),
    settings: {
      memoryBase: 1000,
      reqMemWithoutSuffix: batch % 5 === 0 ? 'per-node' : 'per-job',
      gpuNames: ['gpu'],
      wallClock: batch % 4 === 0 ? zone : epochOnly,
      latestEnd: 2_000_000_000,
    },
    onRecord: (record) => unit.add(record),
    onReject: () => rejects++,
  });
  const lines = splitLines(reader.row, reader.longRow);
  for (let at = 0; at < bytes.length; ) {
    const length = 1 + chance.below(65_536);
    lines.push(bytes.subarray(at, at + length));
    at += length;
  }
  expect(lines.end()).toBeNull();
  return { unit, rows: reader.end(), rejects };
}

/** Counted jobs of the whole rows by `user day`, their seconds, and a digest of everything counted. */
function look({ unit, rows }: Counted): { good: Record<string, number>; seconds: number; digest: string } {
  const good: Record<string, number> = {};
  let seconds = 0;
  const hash = createHash('sha256').update(JSON.stringify([rows, unit.counts]));
  for (const [month, { days }] of unit.changes) {
    for (const [day, totals] of days) {
      for (const [key, row] of totals) {
        const { user } = splitKey(key);
        if (!/^good\d+$/.test(user)) continue;
        good[`${user} ${day}`] = (good[`${user} ${day}`] ?? 0) + row[0]!;
        seconds += row[6]!;
      }
    }
    hash.update(writtenDays(month, days));
  }
  return { good, seconds, digest: hash.digest('hex') };
}

/** The bytes of a day file, which are to be such that they can be read again. */
function writtenDays(month: Month, days: MonthChange['days']): Buffer {
  const head = { asof: '2026-09-01T00:00:00Z', cluster: 'hammer', month, settings: [SETTINGS] };
  const bytes = encodeDaily(head, days);
  const read = openJson(bytes, dailyRollupSchema);
  expect(read.ok ? Object.keys(read.value.days) : read.detail).toEqual([...days.keys()].sort() as Day[]);
  return bytes;
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

function usedMb(): { heap: number; rss: number } {
  collect();
  const { heapUsed, rss, external } = process.memoryUsage();
  return { heap: (heapUsed + external) / 1e6, rss: rss / 1e6 };
}

describe('hostile rows', () => {
  it('spoilt in any way: no crash, counts that add up, whole rows between them counted exactly, flat memory', () => {
    const sum = { trials: 0, rows: 0, jobs: 0, rejected: 0, lost: 0, doubled: 0 };
    const digests: string[] = [];
    let warm = { heap: Number.POSITIVE_INFINITY, rss: Number.POSITIVE_INFINITY };
    for (let batch = 0; batch < BATCHES; batch++) {
      const made = rowBatch(SEED + batch, BATCH_ROWS, widthOf(batch));
      const counted = count(made, batch);
      const { rows, rejects, unit } = counted;
      const place = `seed ${SEED + batch}`;
      let newlines = 0;
      for (const byte of made.bytes) if (byte === 10) newlines++;
      expect(rows.rows, place).toBe(newlines);
      expect(rows.jobs + rows.steps + rows.not_ended + rows.rejected, place).toBe(rows.rows);
      expect(unit.counts.new + unit.counts.seen + unit.counts.outside_window, place).toBe(rows.jobs);
      expect([rejects, Object.values(rows.reasons).reduce((all, one) => all + one, 0)], place).toEqual([
        rows.rejected,
        rows.rejected,
      ]);
      const found = look(counted);
      const wrong = compareJobs(found.good, made.good);
      expect([wrong, found.seconds], place).toEqual([{ lost: 0, doubled: 0 }, made.goodSeconds]);
      digests.push(found.digest);
      sum.trials += made.spoilt;
      sum.rows += rows.rows;
      sum.jobs += rows.jobs;
      sum.rejected += rows.rejected;
      sum.lost += wrong.lost;
      sum.doubled += wrong.doubled;
      if (batch + 1 === WARM_BATCHES) warm = usedMb();
    }
    const end = usedMb();
    // The first tenth has met everything; ten times as much is to need no more than what the collector leaves about.
    expect(end.heap).toBeLessThan(warm.heap * 1.1 + 10);
    expect(end.rss).toBeLessThan(warm.rss * 1.25 + 50);
    for (const batch of [0, 1]) {
      expect(look(count(rowBatch(SEED + batch, BATCH_ROWS, widthOf(batch)), batch)).digest).toBe(digests[batch]);
    }
    const digest = createHash('sha256').update(digests.join()).digest('hex').slice(0, 12);
    report({
      fault: 'hostile rows, in the pipeline',
      trials: sum.trials,
      lost: sum.lost,
      doubled: sum.doubled,
      note: `${sum.rejected} of ${sum.rows} rows rejected, ${sum.jobs} jobs; heap ${Math.round(warm.heap)} MB after a tenth, ${Math.round(end.heap)} MB at the end (resident ${Math.round(warm.rss)} and ${Math.round(end.rss)}); digest ${digest}`,
    });
  });
});
