import { humanAge } from '../../../domain/human-age.ts';
import type { ClusterLook } from './cluster-look.ts';
import type { DoctorFinding } from './doctor-finding.ts';
import { commandFor } from './remedies.ts';

/** Says when a lock was left behind. */
export function findLockFaults(look: ClusterLook): DoctorFinding[] {
  const { cluster, layout, lock, config } = look;
  if (!lock.held || lock.holder === 'alive') return [];
  const { owner, ageSeconds, holder } = lock;
  const who = owner === null ? 'somebody who cannot be told' : `pid ${owner.pid} on ${owner.host}`;
  const found = { cluster, level: 'warning', file: layout.lock } as const;
  if (holder === 'gone') {
    const what = `the lock is held by ${who}, which no longer runs (since ${owner?.since})`;
    return [{ ...found, what, remedy: 'Nothing needs to be done: the next poll on this host takes it over at once.' }];
  }
  const what = `the lock of ${who} was last refreshed ${humanAge(ageSeconds)} ago (lock_stale_sec is ${config.lock_stale_sec})`;
  const remedy = `If that process no longer runs, run ${commandFor(look, 'poll')}: it takes the lock over.`;
  return [{ ...found, what, remedy }];
}
