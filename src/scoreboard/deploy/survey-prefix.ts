import { join } from 'node:path';
import { closedFolders } from '../../platform/closed-folders.ts';
import { hostGlibc } from '../../platform/host-libc.ts';
import { nearestFolder } from '../../platform/nearest-folder.ts';
import { usualRootBelow } from './usual-root.ts';

/** What whoever uses a prefix has to know of its surroundings. */
export type PrefixSurvey = {
  /** Version of glibc on this host; null where it is another C library. */
  readonly host_glibc: string | null;
  /** The scoreboard's root for who names none. */
  readonly root: string | null;
  /** Folders on the way to the programs that other people may not enter. */
  readonly closed: readonly string[];
};

/** Looks at a prefix and what lies above it. */
export async function surveyPrefix(prefix: string): Promise<PrefixSurvey> {
  const closed = await closedFolders(await nearestFolder(join(prefix, 'bin')));
  return { host_glibc: hostGlibc(), root: usualRootBelow(prefix), closed: closed.map(({ path }) => path) };
}
