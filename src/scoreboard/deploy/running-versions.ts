import { join } from 'node:path';
import { nearestFolder } from '../../platform/nearest-folder.ts';
import { runningBelow } from '../../platform/running-below.ts';
import type { PrefixLayout } from './prefix-layout.ts';

/** The processes of this host that run some of these versions, by id; a version that nobody runs is not in it. */
export async function runningVersions(
  { versions }: PrefixLayout,
  ids: Iterable<string>,
): Promise<ReadonlyMap<string, readonly number[]>> {
  // The launcher starts the runtime by a path without links.
  const base = await nearestFolder(versions);
  const running = new Map<string, readonly number[]>();
  for (const id of ids) {
    const pids = await runningBelow(join(base, id));
    if (pids.length > 0) running.set(id, pids);
  }
  return running;
}
