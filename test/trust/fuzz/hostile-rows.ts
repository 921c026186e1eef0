import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Month } from '../../../src/domain/calendar.ts';
import { epochOnly } from '../../../src/domain/slurm-time.ts';
import { wallClockIn } from '../../../src/domain/wall-clock.ts';
import { openJson } from '../../../src/platform/checked-json.ts';
import { exactRepeats } from '../../../src/scoreboard/dedupe/repeats.ts';
import { SeenFilter } from '../../../src/scoreboard/dedupe/seen-filter.ts';
import { columnLayout } from '../../../src/scoreboard/records/column-layout.ts';
import { LineBlocks } from '../../../src/scoreboard/records/line-blocks.ts';
import type { RowCounts } from '../../../src/scoreboard/records/row-counts.ts';
import { RunReader } from '../../../src/scoreboard/records/run-reader.ts';
import { CountingUnit, type MonthChange } from '../../../src/scoreboard/rollups/counting-unit.ts';
import { dailyRollupSchema, encodeDaily } from '../../../src/scoreboard/rollups/rollup-files.ts';
import { splitKey } from '../../../src/scoreboard/rollups/totals.ts';
import { ALL_COLUMNS, BASE_COLUMNS } from '../../../src/scoreboard/sacct/columns.ts';
import { SETTINGS } from '../../scoreboard/poll/doctor/good-root.ts';
import { compareJobs } from '../trials.ts';
import { chanceOf } from './chance.ts';
import { type RowBatch, rowBatch, type Width } from './row-batch.ts';

/**
 * `hostile-rows.ts ROWS`: puts so many spoilt rows through the pipeline of a poll, in a process of its own so that its
 * memory is that of the pipeline, and prints {@link HostileRows} as JSON. Ends with 1 at the first thing that is wrong.
 */
const SEED = 20_260_901;
const BATCH_ROWS = 2_000;
const BATCHES = Number(process.argv[2]) / BATCH_ROWS;
/** Batches after which the memory is measured against that of the end: the first tenth has met everything. */
const WARM_BATCHES = Math.ceil(BATCHES / 10);

const zone = wallClockIn('Europe/Berlin');
const widthOf = (batch: number): Width => (batch % 2 === 0 ? 13 : 20);

/** Memory in MB after a collection: what is used of the heap and beside it, and what is resident. */
export type UsedMb = { readonly heap: number; readonly rss: number };

export type HostileRows = {
  readonly spoilt: number;
  readonly rows: number;
  readonly jobs: number;
  readonly rejected: number;
  readonly lost: number;
  readonly doubled: number;
  /** Of everything counted; the same for the same seed. */
  readonly digest: string;
  readonly warm: UsedMb;
  readonly end: UsedMb;
};

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
  const reader = new RunReader({
    layout: columnLayout(widthOf(batch) === 20 ? ALL_COLUMNS : BASE_COLUMNS),
    settings: {
      memoryBase: 1000,
      reqMemWithoutSuffix: batch % 5 === 0 ? 'per-node' : 'per-job',
      gpuNames: ['gpu'],
      wallClock: batch % 4 === 0 ? zone : epochOnly,
      latestEnd: 2_000_000_000,
    },
    onRuns: (runs, texts) => unit.add(runs, texts),
    onReject: () => rejects++,
  });
  const lines = new LineBlocks(reader);
  for (let at = 0; at < bytes.length; ) {
    const length = 1 + chance.below(65_536);
    lines.push(bytes.subarray(at, at + length));
    at += length;
  }
  assert.equal(lines.end(), null);
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
  assert.deepEqual(read.ok ? Object.keys(read.value.days) : read.detail, [...days.keys()].sort());
  return bytes;
}

setFlagsFromString('--expose-gc');
// V8 doubles the space of young objects on its own schedule (16 to 64 MB a half), and never gives it back: kept as it
// is, so that what resident memory grows by is ours.
setFlagsFromString('--semi-space-growth-factor=1');
const collect = runInNewContext('gc') as () => void;

function usedMb(): UsedMb {
  // What lies beside the heap is given back by the collection after the one that finds its owner gone.
  for (let round = 0; round < 3; round++) collect();
  const { heapUsed, rss, external } = process.memoryUsage();
  return { heap: (heapUsed + external) / 1e6, rss: rss / 1e6 };
}

const batchOf = (batch: number): RowBatch => rowBatch(SEED + batch, BATCH_ROWS, widthOf(batch));

const sum = { spoilt: 0, rows: 0, jobs: 0, rejected: 0, lost: 0, doubled: 0 };
const digests: string[] = [];
let warm = usedMb();
for (let batch = 0; batch < BATCHES; batch++) {
  const made = batchOf(batch);
  const counted = count(made, batch);
  const { rows, rejects, unit } = counted;
  const place = `seed ${SEED + batch}`;
  let newlines = 0;
  for (const byte of made.bytes) if (byte === 10) newlines++;
  assert.equal(rows.rows, newlines, place);
  assert.equal(rows.jobs + rows.steps + rows.not_ended + rows.rejected, rows.rows, place);
  assert.equal(unit.counts.new + unit.counts.seen + unit.counts.outside_window, rows.jobs, place);
  const named = Object.values(rows.reasons).reduce((all, one) => all + one, 0);
  assert.deepEqual([rejects, named], [rows.rejected, rows.rejected], place);
  const found = look(counted);
  const { lost, doubled } = compareJobs(found.good, made.good);
  assert.deepEqual([lost, doubled, found.seconds], [0, 0, made.goodSeconds], place);
  digests.push(found.digest);
  sum.spoilt += made.spoilt;
  sum.rows += rows.rows;
  sum.jobs += rows.jobs;
  sum.rejected += rows.rejected;
  sum.lost += lost;
  sum.doubled += doubled;
  if (batch + 1 === WARM_BATCHES) warm = usedMb();
}
const end = usedMb();
for (const batch of [0, 1]) assert.equal(look(count(batchOf(batch), batch)).digest, digests[batch]);
const digest = createHash('sha256').update(digests.join()).digest('hex').slice(0, 12);
console.log(JSON.stringify({ ...sum, digest, warm, end } satisfies HostileRows));
