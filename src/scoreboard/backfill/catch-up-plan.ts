import type { ClusterStore } from '../rollups/cluster-store.ts';
import { advance, firstPosition, nextTask, type TaskSettings } from './next-task.ts';
import type { SlicePlan } from './slice-plan.ts';

/** What a tick begun at `startedAt` (epoch seconds) owes: up to then, the daily second look, time before. */
export function catchUpPlan(store: ClusterStore, settings: TaskSettings, startedAt: number): SlicePlan {
  let position = firstPosition(store.cursor, startedAt, settings.overlapSeconds);
  const place = () => ({ position, startedAt });
  return {
    store,
    next: () => nextTask(store.cursor, place(), settings),
    advance: (task, askedAt) => advance(store.cursor, task, { place: place(), askedAt, settings }),
    done: ({ kind, interval }) => {
      if (kind === 'catch-up') position = interval.until;
    },
  };
}
