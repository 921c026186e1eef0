import { join } from 'node:path';
import type { Month } from '../../domain/calendar.ts';
import { entryFacts } from '../../platform/entry-facts.ts';
import { EXIT } from '../../platform/exit-codes.ts';
import { KnownError } from '../../platform/known-error.ts';
import { listFolders } from '../../platform/list-folders.ts';
import type { OptOutState } from '../privacy/opt-out-schema.ts';
import { OPTED_OUT } from '../privacy/opted-out.ts';
import { optOutCopyFile, optOutFolder, optOutList, optOutStateFile } from '../privacy/privacy-paths.ts';
import type { OptOuts } from '../privacy/read-opt-outs.ts';
import { rollupReader } from '../rollups/rollup-reader.ts';
import { type ClusterLayout, clusterLayout } from '../rollups/root-layout.ts';
import type { LostSource } from './lost-sources.ts';
import { namedRollups, namesAny } from './named-months.ts';

/** Who is out now: by all that is there, and as far as ticks know. */
export type OutNow = {
  readonly missing: OptOuts['missing'];
  /** Whether anybody is out by the list, the folder or a mark at home. */
  readonly isAnybodyOut: boolean;
  /** Whether the ticks of any cluster know of anybody. */
  readonly isAnybodyKnown: boolean;
};

/** A cluster whose ticks knew who was out, and what is to be said of it. */
export type LostOptOuts = LostSource & { readonly cluster: string };

/**
 * A cluster that counts people as opted out while nothing tells any more by what they did: its two files are gone, no
 * other cluster's ticks know of anybody, and `optout.d` is gone too or nobody at all is out. Null where there is none,
 * and where the list and the folder are both there: whoever makes them anew has decided.
 */
export async function lostOptOuts(root: string, now: OutNow): Promise<LostOptOuts | null> {
  const { missing, isAnybodyOut, isAnybodyKnown } = now;
  const isDecided = !missing.list && !missing.folder;
  if (isDecided || isAnybodyKnown || (isAnybodyOut && !missing.folder)) return null;
  for (const cluster of (await listFolders(join(root, 'clusters'))) ?? []) {
    const layout = clusterLayout(root, cluster);
    if ((await isWithoutMemory(layout)) && (await countsOptedOut(layout))) return described(root, cluster, layout);
  }
  return null;
}

/** Throws KnownError where that is so: before anything is counted or published, so that nobody becomes visible by it. */
export async function refuseLostOptOuts(
  root: string,
  { missing }: Pick<OptOuts, 'missing'>,
  { out, knownOut }: Readonly<Record<'out' | 'knownOut', OptOutState['out']>>,
): Promise<void> {
  const isAnybodyOut = Object.keys(out).length > 0;
  const lost = await lostOptOuts(root, { missing, isAnybodyOut, isAnybodyKnown: Object.keys(knownOut).length > 0 });
  if (lost !== null) throw new KnownError(`${lost.file}: ${lost.what}. ${lost.remedy}`, EXIT.badRoot);
}

function described(root: string, cluster: string, { state }: ClusterLayout): LostOptOuts {
  const [file, list, folder] = [optOutStateFile(state), optOutList(root), optOutFolder(root)];
  return {
    cluster,
    file,
    what:
      'it and its copy are gone, and so is that by which people opted out whose jobs are counted as such: who they are ' +
      'is not known and nobody new is shown',
    remedy:
      `Put it back from a backup, or what there was of ${folder} and ${list}; or, to let these people be shown again, ` +
      `make both yourself: an empty ${list}, and mkdir -m 1777 ${folder}.`,
  };
}

async function isWithoutMemory({ state }: ClusterLayout): Promise<boolean> {
  const file = optOutStateFile(state);
  const [facts, copy] = await Promise.all([file, optOutCopyFile(file)].map((path) => entryFacts(path)));
  return facts === null && copy === null;
}

/** Reads a month at a time: all of them are seldom needed, and may be large. */
async function countsOptedOut(layout: ClusterLayout): Promise<boolean> {
  const sought = new Set([OPTED_OUT]);
  for (const month of (await rollupReader(layout).months()) as readonly Month[]) {
    const rollups = await namedRollups(layout, [month]);
    if (rollups.some((one) => namesAny(one, sought))) return true;
  }
  return false;
}
