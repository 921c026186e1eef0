import { join } from 'node:path';
import { EXIT } from '../../platform/exit-codes.ts';
import { KnownError } from '../../platform/known-error.ts';
import { listFolders } from '../../platform/list-folders.ts';
import { readIfThere } from '../../platform/read-if-there.ts';
import { readLink } from '../../platform/read-link.ts';
import { type HistoryEvent, readHistory } from './history.ts';
import { MANIFEST, type Manifest, parseManifest } from './manifest.ts';
import { idOfTarget, type PrefixLayout } from './prefix-layout.ts';

/** What is deployed below a prefix. */
export type Installed = {
  /** The version in force; null when there is none yet. */
  readonly current: string | null;
  /** Whole versions, by id. */
  readonly versions: ReadonlyMap<string, Manifest>;
  readonly history: readonly HistoryEvent[];
};

/** Looks at a prefix; nothing is there when the folder is not. Throws KnownError (exit 5) when `current` is no link of ours. */
export async function readInstalled(layout: PrefixLayout): Promise<Installed> {
  const names = (await listFolders(layout.versions)) ?? [];
  const versions = new Map<string, Manifest>();
  for (const name of names) {
    const bytes = await readIfThere(join(layout.versions, name, MANIFEST));
    const manifest = bytes === null ? null : parseManifest(bytes.toString('utf8'));
    if (manifest?.id === name) versions.set(name, manifest);
  }
  return { current: await readCurrent(layout), versions, history: await readHistory(layout.history) };
}

/** The version in force. Throws KnownError (exit 5) when `current` is something that `deploy` did not make. */
async function readCurrent({ current }: PrefixLayout): Promise<string | null> {
  const link = await readLink(current);
  if (link.kind === 'missing') return null;
  const id = link.kind === 'link' ? idOfTarget(link.target) : null;
  if (id !== null) return id;
  throw new KnownError(
    `${current} is there and was not made by deploy: move it away, or choose another prefix`,
    EXIT.badRoot,
  );
}

/**
 * The id that is meant by an id, or by a version's number when only one id has it. Throws KnownError (exit 2) that
 * names what there is.
 */
export function findVersion({ versions }: Pick<Installed, 'versions'>, wish: string): string {
  if (versions.has(wish)) return wish;
  const matches = [...versions].filter(([, { version }]) => version === wish).map(([id]) => id);
  if (matches.length === 1) return matches[0]!;
  const there = versions.size === 0 ? 'there is none' : `there are ${[...versions.keys()].join(', ')}`;
  const what = matches.length === 0 ? `no version ${wish} is deployed` : `${wish} is deployed more than once`;
  throw new KnownError(`${what}: ${there}`, EXIT.usage);
}
