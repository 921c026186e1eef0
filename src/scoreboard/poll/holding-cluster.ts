import { isoSeconds } from '../../domain/calendar.ts';
import { type Clock, nowSeconds } from '../../platform/clock.ts';
import { EXIT } from '../../platform/exit-codes.ts';
import { KnownError } from '../../platform/known-error.ts';
import { type LockOwner, takeLock } from '../../platform/lock.ts';
import type { ClusterLayout } from '../rollups/root-layout.ts';

/** Whose lock, and by whom it is taken. */
export type HoldParts = {
  readonly layout: ClusterLayout;
  readonly cluster: string;
  readonly clock: Clock;
  readonly host: string;
  readonly pid: number;
  readonly staleSeconds: number;
  readonly onLost: (error: Error) => void;
};

/** Another holder works on the cluster. */
export class ClusterHeldError extends KnownError {
  constructor(cluster: string, owner: LockOwner | null) {
    const who = owner === null ? 'another holder' : `pid ${owner.pid} on ${owner.host} since ${owner.since}`;
    super(`${cluster}: ${who} holds the lock`, EXIT.locked);
  }
}

/** Does work under a cluster's lock and gives it back whatever happens. Throws ClusterHeldError when it is taken. */
export async function holdingCluster<T>(parts: HoldParts, work: () => Promise<T>): Promise<T> {
  const lock = await takeLock({
    path: parts.layout.lock,
    host: parts.host,
    pid: parts.pid,
    staleMs: parts.staleSeconds * 1000,
    nowIso: isoSeconds(nowSeconds(parts.clock)),
    onLost: parts.onLost,
  });
  if (!lock.held) throw new ClusterHeldError(parts.cluster, lock.owner);
  try {
    return await work();
  } finally {
    await lock.release();
  }
}
