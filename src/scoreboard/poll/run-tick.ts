import { nowSeconds } from '../../platform/clock.ts';
import { catchUpPlan } from '../backfill/catch-up-plan.ts';
import { DamagedMonthError } from '../rollups/damaged-month-error.ts';
import { MonthMending } from './mend-months.ts';
import { SliceRunner } from './slice-runner.ts';
import { TickError } from './tick-error.ts';
import type { TickParts } from './tick-parts.ts';
import type { StopReason, TickReport } from './tick-report.ts';

/**
 * Asks for what is owed, slice by slice, within the limits; months that are damaged are made anew. Returns what was
 * done; a failure that ends the tick is thrown with the report so far as `report` of {@link TickError}.
 */
export async function runTick(parts: TickParts, signal: AbortSignal): Promise<TickReport> {
  const slices = new SliceRunner(parts, signal);
  const mending = new MonthMending(parts, slices);
  try {
    slices.report.stopped = await phases(parts, slices, mending);
  } catch (error) {
    if (!signal.aborted) throw new TickError(error, { ...slices.report, stopped: 'failed' });
    slices.report.stopped = 'interrupted';
  }
  return slices.report;
}

/**
 * New time comes first, but for months whose files do not agree: what is new must not be added to them. A damaged month
 * that new time runs into has to be whole before it can go on.
 */
async function phases(parts: TickParts, slices: SliceRunner, mending: MonthMending): Promise<StopReason> {
  await mending.look();
  const stop = await mending.mendDoubted();
  if (stop !== 'caught-up') return stop;
  const plan = catchUpPlan(parts.store, parts.tasks, nowSeconds(parts.clock));
  for (;;) {
    try {
      const stop = await slices.run(plan);
      return stop === 'caught-up' ? await mending.mendAll() : stop;
    } catch (error) {
      if (!(error instanceof DamagedMonthError) || !mending.canMend(error.about)) throw error;
      await mending.begin(error.about);
      const stop = await mending.mend(error.about.month);
      if (stop !== 'caught-up') return stop;
    }
  }
}
