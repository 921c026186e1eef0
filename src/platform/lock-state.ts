import { stat } from 'node:fs/promises';
import { isErrno } from './errno.ts';
import { type LockOwner, readLockOwner } from './lock.ts';
import { isGone } from './process-identity.ts';

/** A lock as somebody sees it who does not take it (see lock.ts). */
export type LockState =
  | { readonly held: false }
  | {
      readonly held: true;
      /** Null: the lock does not tell. */
      readonly owner: LockOwner | null;
      /** Seconds since it was last refreshed. */
      readonly ageSeconds: number;
      /**
       * `alive` as far as can be told from here; `gone`: a process of this host that no longer runs; `stale`: not
       * refreshed for longer than a lock may be.
       */
      readonly holder: 'alive' | 'gone' | 'stale';
    };

/** From where a lock is looked at, and after how long without a refresh it is stale. */
export type LockView = { readonly host: string; readonly nowMs: number; readonly staleMs: number };

/** Reads a lock's state. Throws what the file system says beside that the lock is not there. */
export async function readLockState(path: string, { host, nowMs, staleMs }: LockView): Promise<LockState> {
  try {
    const { mtimeMs } = await stat(path);
    const owner = await readLockOwner(path);
    const gone = owner !== null && isGone(owner, host);
    const holder = gone ? 'gone' : nowMs - mtimeMs > staleMs ? 'stale' : 'alive';
    return { held: true, owner, ageSeconds: Math.max(0, (nowMs - mtimeMs) / 1000), holder };
  } catch (error) {
    if (isErrno(error, 'ENOENT', 'ENOTDIR')) return { held: false };
    throw error;
  }
}
