import type { Month } from '../../domain/calendar.ts';
import { addMonths, monthStart } from '../../domain/calendar.ts';
import type { MonthCheck } from '../rollups/check-month.ts';
import type { ClusterStore } from '../rollups/cluster-store.ts';
import type { Cursor } from '../rollups/cursor.ts';
import type { Interval } from '../sacct/sacct-args.ts';
import type { SlicePlan } from './slice-plan.ts';

/**
 * The part of a month of which a cluster's rollups can hold runs: what was covered, and beyond it what was counted by
 * other ways (`ingest`). Empty for a month of which nothing was ever read.
 */
export function rebuildInterval(
  cursor: Cursor,
  month: Month,
  { firstDay, holds }: Pick<MonthCheck, 'firstDay' | 'holds'>,
): Interval {
  const [start, next] = [monthStart(month), monthStart(addMonths(month, 1))];
  // Files of its own before all that was covered: it was ingested, and any of its days may hold runs.
  const isIngested = holds === 'own' && next <= cursor.backfill_start;
  const begin = Math.min(cursor.backfill_start, firstDay ?? (isIngested ? start : cursor.backfill_start));
  const end = Math.max(cursor.covered_until, cursor.counted_until);
  const since = Math.max(start, begin);
  return { since, until: Math.max(since, Math.min(next, end)) };
}

/** Asks for a month anew, into a store of its own whose cursor covers what was read so far. */
export function rebuildPlan(scratch: ClusterStore, until: number): SlicePlan {
  return {
    store: scratch,
    next: () => {
      const { covered_until: since, span_seconds } = scratch.cursor;
      return since < until
        ? { kind: 'rebuild', interval: { since, until: Math.min(since + span_seconds, until) } }
        : null;
    },
    advance: ({ interval }) => ({ covered_until: interval.until }),
    done: () => undefined,
  };
}
