import type { Month } from '../../domain/calendar.ts';
import { addMonths, monthStart } from '../../domain/calendar.ts';
import type { ClusterStore } from '../rollups/cluster-store.ts';
import type { Cursor } from '../rollups/cursor.ts';
import type { Interval } from '../sacct/sacct-args.ts';
import type { SlicePlan } from './slice-plan.ts';

/**
 * The part of a month of which a cluster's rollups can hold runs: what was covered, and beyond it what was counted by
 * other ways (`ingest`). `firstDay`: epoch seconds of the month's first day with runs, null when that is not known.
 */
export function rebuildInterval(cursor: Cursor, month: Month, firstDay: number | null): Interval {
  const begin = Math.min(cursor.backfill_start, firstDay ?? cursor.backfill_start);
  const end = Math.max(cursor.covered_until, cursor.counted_until);
  const since = Math.max(monthStart(month), begin);
  return { since, until: Math.max(since, Math.min(monthStart(addMonths(month, 1)), end)) };
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
