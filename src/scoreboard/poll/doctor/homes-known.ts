import { KnownError } from '../../../platform/known-error.ts';
import type { OptOutState } from '../../privacy/opt-out-schema.ts';
import { heldBack, readOptOutState } from '../../privacy/opt-out-state.ts';
import type { ClusterLook } from './cluster-look.ts';
import { unlessClosed } from './unless-closed.ts';

/** What a cluster's ticks know of homes; null where they know nothing, or whoever runs doctor may not read it. */
export async function readHomesKnown({
  cluster,
  layout,
}: Pick<ClusterLook, 'cluster' | 'layout'>): Promise<OptOutState | null> {
  try {
    return await unlessClosed(() => readOptOutState({ cluster, state: layout.state }));
  } catch (error) {
    if (error instanceof KnownError) return null;
    throw error;
  }
}

/** Whether somebody is shown nowhere until their home was looked into: what names users is closed to others then. */
export function isHoldingBack(known: OptOutState | null): boolean {
  return known !== null && heldBack(known).some((user) => known.out[user] === undefined);
}
