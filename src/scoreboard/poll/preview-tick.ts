import { isoSeconds } from '../../domain/calendar.ts';
import { CallBudget } from '../../platform/call-budget.ts';
import { readCheckedJson } from '../../platform/checked-json.ts';
import { nowSeconds } from '../../platform/clock.ts';
import { firstPosition, nextTask, type Task } from '../backfill/next-task.ts';
import type { ScoreboardConfig } from '../config/scoreboard-keys.ts';
import { cursorSchema, DEFAULT_BACKFILL_START, firstCursor } from '../rollups/cursor.ts';
import type { ClusterLayout } from '../rollups/root-layout.ts';
import { ALL_COLUMNS } from '../sacct/columns.ts';
import { sacctArgs } from '../sacct/sacct-args.ts';
import { FIRST_SPAN } from '../sacct/slice-span.ts';
import { askedColumns, slurmFactsSchema } from '../sacct/slurm-facts.ts';
import type { Surroundings } from './tick-surroundings.ts';

/** The call a tick would make first; null when nothing is owed. */
export type Preview = {
  readonly cluster: string;
  readonly phase: Task['kind'] | null;
  readonly since: string | null;
  readonly until: string | null;
  /** The program and its arguments. */
  readonly command: string[];
  /** Seconds until the rate limit, or a back-off, lets it be made. */
  readonly wait_seconds: number;
};

/** Works out the first call of a tick from what is on disk, without a lock. */
export async function previewTick(
  parts: Surroundings & { config: ScoreboardConfig; cluster: string; layout: ClusterLayout },
): Promise<Preview> {
  const { clock, config, cluster, layout, random } = parts;
  const read = await readCheckedJson(layout.cursor, cursorSchema);
  const cursor = read.ok
    ? read.value
    : firstCursor(cluster, {
        backfillStart: config.backfill_start ?? DEFAULT_BACKFILL_START,
        spanSeconds: FIRST_SPAN.seconds,
      });
  const task = nextTask(
    cursor,
    { position: firstPosition(cursor, nowSeconds(clock), config.overlap_sec), startedAt: nowSeconds(clock) },
    {
      backfillStart: config.backfill_start,
      overlapSeconds: config.overlap_sec,
      lateSweepDays: config.late_sweep_days,
    },
  );
  const limits = { perMinute: config.rate_limit_per_min, bytesPerDay: config.bytes_per_day };
  const budget = await CallBudget.open({ clock, random, path: layout.rate }, limits);
  const facts = await readCheckedJson(layout.slurm, slurmFactsSchema);
  const columns = facts.ok ? askedColumns(facts.value).ask : ALL_COLUMNS;
  const interval = task?.interval;
  return {
    cluster,
    phase: task?.kind ?? null,
    since: interval === undefined ? null : isoSeconds(interval.since),
    until: interval === undefined ? null : isoSeconds(interval.until),
    command:
      interval === undefined ? [] : [config.sacct_path, ...sacctArgs({ columns, interval, steps: config.steps })],
    wait_seconds: Math.ceil((budget.refusal()?.waitMs ?? 0) / 1000),
  };
}
