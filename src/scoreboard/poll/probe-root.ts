import { freeSpace } from '../../platform/free-space.ts';
import { isSystemError } from '../../platform/is-system-error.ts';
import { type PathFacts, pathFacts } from '../../platform/path-facts.ts';

/** A root as this user finds it. */
export type ProbedRoot = {
  readonly path: string;
  /** `usable`: poll can work there; `read-only`: boards can be read; the others: nothing can be done with it. */
  readonly state: 'usable' | 'read-only' | 'missing' | 'no folder' | 'not readable';
  /** Null where they cannot be told. */
  readonly free_bytes: number | null;
  readonly total_bytes: number | null;
  readonly detail: string | null;
};

/** Looks at a root; nothing is thrown for what is wrong with it. */
export async function probeRoot(path: string): Promise<ProbedRoot> {
  const facts = await pathFacts(path);
  const state = rootState(facts);
  const unknown = { path, state, free_bytes: null, total_bytes: null };
  if (state !== 'usable' && state !== 'read-only') return { ...unknown, detail: facts.detail };
  try {
    const { freeBytes, totalBytes } = await freeSpace(path);
    return { path, state, free_bytes: freeBytes, total_bytes: totalBytes, detail: null };
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return { ...unknown, detail: error.message };
  }
}

/** What can be done with a folder as a root. */
export function rootState({ kind, readable, writable, detail }: PathFacts): ProbedRoot['state'] {
  if (kind === 'missing') return 'missing';
  if (detail !== null) return 'not readable';
  if (kind !== 'folder') return 'no folder';
  if (!readable) return 'not readable';
  return writable ? 'usable' : 'read-only';
}
