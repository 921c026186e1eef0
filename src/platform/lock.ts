import { rm, rmdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import lockfile from 'proper-lockfile';
import { z } from 'zod';
import { writeDurably } from './durable-file.ts';
import { entryFacts } from './entry-facts.ts';
import { isErrno } from './errno.ts';
import { isThere } from './is-there.ts';
import { makeFolders } from './make-folders.ts';
import { parseJson } from './parse-json.ts';
import { isGone, type ProcessIdentity, processIdentity } from './process-identity.ts';
import { quarantine } from './quarantine.ts';
import { readIfThere } from './read-if-there.ts';
import { isNoPlainFile } from './read-plain-file.ts';

/** `state/lock.owner.json`: who holds the lock beside it. */
export const ownerSchema = z.object({
  host: z.string(),
  pid: z.int(),
  startedTicks: z.number().nullable(),
  since: z.string(),
});

/** Who holds a lock. */
export type LockOwner = z.infer<typeof ownerSchema>;

/** A lock taken, or who holds it (null when that cannot be told). */
export type LockResult =
  | { readonly held: true; readonly release: () => Promise<void> }
  | { readonly held: false; readonly owner: LockOwner | null };

/** How to take a lock. */
export type LockRequest = {
  /** The lock's folder; its owner is told in the file of that name with `.owner.json`. */
  readonly path: string;
  readonly host: string;
  readonly pid: number;
  /** Age at which a lock that is no longer refreshed is taken over. */
  readonly staleMs: number;
  readonly nowIso: string;
  /** Called once when the lock was lost to somebody else. */
  readonly onLost: (error: Error) => void;
};

/**
 * Takes a lock that is a courtesy: it keeps two holders from doing the same work, correctness rests on the commit
 * numbers (file-set.ts). A lock whose owner is a process of this host that is gone is taken over at once.
 */
export async function takeLock(request: LockRequest): Promise<LockResult> {
  await makeFolders(dirname(request.path));
  const facts = await entryFacts(request.path);
  // No lock of ours: it would never be released.
  if (facts !== null && facts.kind !== 'folder') await moveAside(request);
  const first = await tryLock(request);
  if (first !== null) return first;
  const owner = await readLockOwner(request.path);
  if (owner === null || !isGone(owner, request.host)) return { held: false, owner };
  await removeLock(request);
  return (await tryLock(request)) ?? { held: false, owner: await readLockOwner(request.path) };
}

/** The owner that a lock's file names; null when there is none or it cannot be read. */
export async function readLockOwner(path: string): Promise<LockOwner | null> {
  try {
    const bytes = await readIfThere(ownerPath(path));
    const parsed = ownerSchema.safeParse(bytes === null ? null : parseJson(bytes.toString('utf8')));
    return parsed.success ? parsed.data : null;
  } catch (error) {
    // Something else lies in its place: it tells of no owner.
    if (isNoPlainFile(error)) return null;
    throw error;
  }
}

const ownerPath = (path: string): string => `${path}.owner.json`;

async function tryLock(request: LockRequest): Promise<(LockResult & { held: true }) | null> {
  let release: () => Promise<void>;
  try {
    release = await lockfile.lock(request.path, {
      lockfilePath: request.path,
      realpath: false,
      stale: request.staleMs,
      update: Math.min(60_000, request.staleMs / 4),
      onCompromised: request.onLost,
    });
  } catch (error) {
    if (isErrno(error as Error, 'ELOCKED')) return null;
    // Who was asleep while taking it was taken for gone, and the lock is somebody else's. (Its folder may be gone, too.)
    if (isErrno(error as Error, 'ENOENT') && isThere(dirname(request.path))) return null;
    if (isErrno(error as Error, 'ENOTEMPTY')) {
      // A stale lock that somebody has put something into.
      await moveAside(request);
      return tryLock(request);
    }
    throw error;
  }
  const identity: ProcessIdentity = processIdentity(request.host, request.pid);
  const owner = Buffer.from(`${JSON.stringify({ ...identity, since: request.nowIso })}\n`);
  try {
    await writeDurably(ownerPath(request.path), owner);
  } catch (error) {
    await release();
    throw error;
  }
  return { held: true, release: () => releaseLock(request.path, release) };
}

async function releaseLock(path: string, release: () => Promise<void>): Promise<void> {
  await rm(ownerPath(path), { force: true });
  try {
    await release();
  } catch (error) {
    // Lost to somebody else meanwhile: then it is theirs to release.
    if (!isErrno(error as Error, 'ERELEASED', 'ENOTACQUIRED')) throw error;
  }
}

async function moveAside({ path, nowIso }: LockRequest): Promise<void> {
  await quarantine(path, Date.parse(nowIso)).catch((error: unknown) => {
    if (!isErrno(error, 'ENOENT')) throw error;
  });
}

async function removeLock(request: LockRequest): Promise<void> {
  try {
    await rmdir(request.path);
  } catch (error) {
    if (isErrno(error, 'ENOTEMPTY')) return moveAside(request);
    if (!isErrno(error, 'ENOENT')) throw error;
  }
}
