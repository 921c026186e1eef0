import { relative, sep } from 'node:path';
import { readReplaceable } from '../../../platform/read-replaceable.ts';
import type { TreeEntry } from '../../../platform/walk-tree.ts';
import { fileState, isVersioned } from '../file-kinds.ts';
import { unlessClosed } from './unless-closed.ts';

/** Logs, what was moved aside, who has opted out: nobody else needs them, and they may hold names. */
const FOR_MAINTAINERS = /\.(jsonl|bad)$|^(opt-outs(\.copy)?|discovery)\.json$/;
/** Folders of a cluster in which months are half read. */
const SCRATCH = /^state\/(rebuild|verify)(\/|$)/;
const MADE_OF_NAMES = /^agg\//;

/** Whether an entry is, by its place and name, nobody's business but the maintainers'; `base` is the cluster's folder. */
export function isForMaintainers(base: string, { path, name }: Pick<TreeEntry, 'path' | 'name'>): boolean {
  const place = relative(base, path);
  return FOR_MAINTAINERS.test(name) || SCRATCH.test(place) || isInSetAside(place);
}

/** Whether it lies in a folder that was moved aside. */
export function isInSetAside(place: string): boolean {
  return place
    .split(sep)
    .slice(0, -1)
    .some((part) => part.endsWith('.bad'));
}

/**
 * Whether a file that others cannot read may be closed because it names somebody who has opted out: a rollup or a user
 * file that cannot be read, and so not be rewritten. Opening it would show who that is.
 */
export async function isClosedForNames(
  { base, cluster }: { readonly base: string; readonly cluster: string },
  { path, kind }: Pick<TreeEntry, 'path' | 'kind'>,
): Promise<boolean> {
  const place = { base, cluster };
  if (kind !== 'file' || !MADE_OF_NAMES.test(relative(base, path)) || !isVersioned(path, place)) return false;
  const bytes = await unlessClosed(() => readReplaceable(path));
  return bytes === null || !['current', 'older'].includes(fileState(path, bytes, place).state);
}
