import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import {
  addDays,
  addMonths,
  type Day,
  dayStart,
  type Month,
  monthOfDay,
  monthStart,
} from '../../src/domain/calendar.ts';
import { encodeFilter } from '../../src/scoreboard/dedupe/filter-file.ts';
import { SeenFilter } from '../../src/scoreboard/dedupe/seen-filter.ts';
import { mixBits } from '../../src/scoreboard/demo/mix-bits.ts';
import { mixSeed } from '../../src/scoreboard/demo/mix-seed.ts';
import { DIGEST_WORDS } from '../../src/scoreboard/records/run-batch.ts';
import { jobsIn } from '../../src/scoreboard/rollups/check-month.ts';
import { encodeCursor, firstCursor } from '../../src/scoreboard/rollups/cursor.ts';
import { type CountingSettings, encodeDaily, encodeMonthly } from '../../src/scoreboard/rollups/rollup-files.ts';
import { type ClusterLayout, clusterLayout } from '../../src/scoreboard/rollups/root-layout.ts';
import { addAll, type Totals } from '../../src/scoreboard/rollups/totals.ts';
import { type CountedShape, drawMonth } from './draw-month.ts';

/** A root to be written. */
export type RootShape = CountedShape & { readonly clusters: number; readonly months: number };

const SETTINGS: CountingSettings = {
  memory_base: 1000,
  reqmem_without_suffix: 'per-job',
  failure_states: ['FAILED', 'NODE_FAIL', 'OUT_OF_MEMORY', 'PREEMPTED', 'TIMEOUT'],
  gpu_gres_names: ['gpu'],
  steps: true,
};

const FALSE_POSITIVE_RATE = 1e-4;
const HOUR_SECONDS = 3600;

/** The name of a cluster by its number from 0 on. */
export const clusterName = (index: number): string => `bench${index + 1}`;

/** Writes the rollups, filters and cursors of all clusters below a root, month by month. */
export function writeClusters(root: string, shape: RootShape): void {
  for (let index = 0; index < shape.clusters; index++) {
    const cluster = clusterName(index);
    const layout = clusterLayout(root, cluster);
    for (const path of [layout.monthly, layout.daily, layout.filter]) {
      mkdirSync(dirname(path('2026-01' as Month)), { recursive: true });
    }
    const newest = monthOfDay(shape.until);
    const oldest = addMonths(newest, 1 - shape.months);
    for (let month = oldest; month <= newest; month = addMonths(month, 1)) writeMonth(root, cluster, month, shape);
    writeFileSync(layout.cursor, cursorBytes(layout, { oldest, until: shape.until }));
  }
}

/** Writes a month's two rollups and its filter, which holds as many runs as they count. */
export function writeMonth(root: string, cluster: string, month: Month, shape: CountedShape): void {
  const layout = clusterLayout(root, cluster);
  const days = drawMonth(cluster, month, shape);
  const whole: Totals = new Map();
  for (const totals of days.values()) addAll(whole, totals);
  const head = { asof: `${shape.until}T12:00:00Z`, cluster, month, settings: [SETTINGS] };
  writeFileSync(layout.daily(month), encodeDaily(head, days));
  writeFileSync(layout.monthly(month), encodeMonthly(head, whole));
  writeFileSync(
    layout.filter(month),
    encodeFilter(filterOf(jobsIn(whole), mixSeed(cluster, month)), { cluster, month }),
  );
}

/** A filter of so many runs that nobody has: any digest is as good as another. */
function filterOf(runs: number, seed: number): SeenFilter {
  const filter = new SeenFilter({ firstCapacity: runs, rate: FALSE_POSITIVE_RATE });
  const digest = new Uint32Array(DIGEST_WORDS);
  for (let run = 0; run < runs; run++) {
    for (let word = 0; word < digest.length; word++) digest[word] = mixBits(seed + run * digest.length + word);
    filter.add(digest);
  }
  filter.begin();
  return filter;
}

/** Read to the noon of the last day, as a poll at one o'clock leaves it. */
function cursorBytes({ cluster }: ClusterLayout, { oldest, until }: { oldest: Month; until: Day }): Buffer {
  const noon = dayStart(until) + 12 * HOUR_SECONDS;
  return encodeCursor({
    ...firstCursor(cluster, { backfillStart: monthStart(oldest), spanSeconds: HOUR_SECONDS, sawRows: true }),
    asof: `${until}T12:00:00Z`,
    covered_until: noon,
    settled_until: dayStart(addDays(until, -1)),
    counted_until: noon,
  });
}
