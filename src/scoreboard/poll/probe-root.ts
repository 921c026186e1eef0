import { freeSpace } from '../../platform/free-space.ts';
import { pathFacts } from '../../platform/path-facts.ts';

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
  const nothing = { path, free_bytes: null, total_bytes: null, detail: facts.detail };
  if (facts.kind === 'missing') return { ...nothing, state: 'missing' };
  if (facts.detail !== null) return { ...nothing, state: 'not readable' };
  if (facts.kind !== 'folder') return { ...nothing, state: 'no folder' };
  if (!facts.readable) return { ...nothing, state: 'not readable' };
  const state = facts.writable ? 'usable' : 'read-only';
  try {
    const { freeBytes, totalBytes } = await freeSpace(path);
    return { path, state, free_bytes: freeBytes, total_bytes: totalBytes, detail: null };
  } catch (error) {
    return { ...nothing, state, detail: error instanceof Error ? error.message : String(error) };
  }
}
