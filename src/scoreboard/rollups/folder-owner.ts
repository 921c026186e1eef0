import { dirname, join } from 'node:path';
import { isClusterName } from '../../domain/cluster-name.ts';
import { readCheckedJson } from '../../platform/checked-json.ts';
import { isSystemError } from '../../platform/is-system-error.ts';
import { isThere } from '../../platform/is-there.ts';
import { KnownError } from '../../platform/known-error.ts';
import { listNames } from '../../platform/list-names.ts';
import { readStart } from '../../platform/read-start.ts';
import { cursorSchema } from './cursor.ts';
import { FILTER_HEAD_BYTES, filterOwner } from './filter-owner.ts';
import { ROLLUP_HEAD_BYTES, rollupOwner } from './rollup-owner.ts';
import type { ClusterLayout } from './root-layout.ts';

/** A folder in `clusters` that holds another cluster's history, as a copy of that one's folder does. */
export type StrangersFolder = {
  readonly name: string;
  readonly folder: string;
  /** Whose history it is. */
  readonly of: string;
  /** Whether that cluster has a folder of its own; else this one was renamed. */
  readonly isCopy: boolean;
};

/**
 * Says that a cluster's folder is another one's: neither its cursor nor any rollup or filter is of the cluster, and all
 * that can be read are of one other. Null for any other folder; single files of others are damage. Throws nothing: what
 * cannot be read says nothing.
 */
export async function strangersFolder(layout: ClusterLayout): Promise<StrangersFolder | null> {
  const owners = new Set<string>();
  for await (const owner of ownersIn(layout)) {
    if (owner === layout.cluster) return null;
    owners.add(owner);
  }
  const [of] = owners;
  if (of === undefined || owners.size > 1 || !isClusterName(of)) return null;
  const isCopy = await isThere(join(dirname(layout.base), of));
  return { name: layout.cluster, folder: layout.base, of, isCopy };
}

/** What is wrong with it, and what to do, to be read after its path. */
export function strangersFolderText({ of, isCopy }: StrangersFolder): string {
  return isCopy
    ? `it is a copy of ${of}: move it away`
    : `it holds the files of ${of}: rename it to ${of}, or move it away`;
}

/** The cursor first: in a folder that is in order it alone is read. */
async function* ownersIn(layout: ClusterLayout): AsyncGenerator<string> {
  const { cursor, monthlyFolder, dailyFolder, seen } = layout;
  const read = await ifReadable(() => readCheckedJson(cursor, cursorSchema));
  if (read?.ok) yield read.value.cluster;
  for (const folder of [monthlyFolder, dailyFolder, seen]) {
    const isFilters = folder === seen;
    const names = (await ifReadable(() => listNames(folder))) ?? [];
    for (const name of names.filter((one) => /^\d{4}-\d{2}\.(json|bloom)$/.test(one))) {
      const bytes = isFilters ? FILTER_HEAD_BYTES : ROLLUP_HEAD_BYTES;
      const start = await ifReadable(() => readStart(join(folder, name), bytes));
      const owner = start === null ? null : (isFilters ? filterOwner : rollupOwner)(start);
      if (owner !== null) yield owner.cluster;
    }
  }
}

async function ifReadable<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (isSystemError(error) || error instanceof KnownError) return null;
    throw error;
  }
}
