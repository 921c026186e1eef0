import { join } from 'node:path';
import { entryFacts } from '../../platform/entry-facts.ts';
import { isErrno } from '../../platform/errno.ts';
import { setMode } from '../../platform/set-mode.ts';
import { type CountedName, OPTED_OUT } from '../privacy/opted-out.ts';
import type { ClusterLayout } from '../rollups/root-layout.ts';

/**
 * The mode of `agg` from the commit on that names somebody whose home was never looked into, until that was done: closed
 * to others as ever, and sticky, which tells it from what lasts. Nothing within has another mode.
 */
export const VEIL_MODE = 0o3770;
/** May be read or entered by others. */
const FOR_OTHERS = 0o005;

/** How people are counted, and what is to be awaited before that is committed. */
export type Counting = { readonly countedName: CountedName; readonly beforeCommit: () => Promise<void> };

/** How somebody is told from those who are known, and what the ticks of other clusters learn of them. */
export type Newcomers = {
  readonly isKnown: (user: string) => boolean;
  /** Keeps them as people who are to be shown nowhere yet, whatever cluster's boards are made meanwhile. */
  readonly remember: (users: ReadonlySet<string>) => Promise<void>;
};

/** Counts people under these names; who is not known among them is remembered, and the veil drawn, before a commit. */
export function veiledCounting(
  layout: ClusterLayout,
  countedName: CountedName,
  { isKnown, remember }: Newcomers,
): Counting {
  const fresh = new Set<string>();
  let told = 0;
  return {
    countedName: (user) => {
      const name = countedName(user);
      if (name !== OPTED_OUT && !isKnown(name)) fresh.add(name);
      return name;
    },
    beforeCommit: async () => {
      if (fresh.size === told) return;
      await drawVeil(layout);
      await remember(fresh);
      told = fresh.size;
    },
  };
}

/** What is closed already stays as it is. */
async function drawVeil({ base }: ClusterLayout): Promise<void> {
  const agg = join(base, 'agg');
  const facts = await entryFacts(agg);
  if (facts === null || (facts.mode & FOR_OTHERS) === 0) return;
  try {
    await setMode(agg, VEIL_MODE);
  } catch (error) {
    // Only its owner can; what lasts is told when modes are kept.
    if (!isErrno(error, 'EPERM', 'EACCES')) throw error;
  }
}
