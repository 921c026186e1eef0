import { humanAge } from '../../../domain/human-age.ts';
import type { ClusterLook } from './cluster-look.ts';
import type { DoctorFinding } from './doctor-finding.ts';
import { commandFor } from './remedies.ts';

/** Taking a lock and telling whose it is are two steps, moments apart; on a slow file server a little more. */
const TAKING_SECONDS = 10;

/** Says when a lock was left behind. */
export function findLockFaults(look: ClusterLook): DoctorFinding[] {
  const { cluster, layout, lock, config } = look;
  if (!lock.held) return [];
  const { owner, ageSeconds, holder } = lock;
  if (holder === 'alive') return owner === null && ageSeconds > TAKING_SECONDS ? [nobodysLock(look, ageSeconds)] : [];
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

/** No process of this host can be asked whether it runs, so polls wait until the lock is stale. */
function nobodysLock({ cluster, layout, config }: ClusterLook, ageSeconds: number): DoctorFinding {
  const left = humanAge(Math.max(0, config.lock_stale_sec - ageSeconds));
  return {
    cluster,
    level: 'warning',
    file: layout.lock,
    what:
      `nobody tells whose lock it is, made or refreshed ${humanAge(ageSeconds)} ago: a poll was killed as it took it, ` +
      'and polls end with "another holder" meanwhile',
    remedy: `Nothing needs to be done: in ${left} the next poll takes it over. If no poll runs anywhere, rmdir ${layout.lock} does it at once.`,
  };
}
