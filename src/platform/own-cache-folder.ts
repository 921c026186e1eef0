import { mkdirSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { isErrno } from './errno.ts';
import { isSystemError } from './is-system-error.ts';

/** Whose caches are meant, and where they lie. */
export type CacheOwner = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  /** The effective user id. */
  readonly uid: number;
};

const ROOT_UID = 0;
const WRITABLE_BY_OTHERS = 0o022;

/**
 * The folder `$XDG_CACHE_HOME/<name>`, or else `~/.cache/<name>`, made where it or the one above it is missing; null
 * where it cannot be had. What lies there may be code, so nobody else may be able to put it there: both must be the
 * user's and closed to writing by others, what is above them the user's or root's. So root with somebody else's HOME
 * gets none. (XDG Base Directory Specification: a path that is not absolute is ignored; folders are made with 0700.)
 */
export function ownCacheFolder({ env, home, uid }: CacheOwner, name: string): string | null {
  const given = env.XDG_CACHE_HOME ?? '';
  const caches = isAbsolute(given) ? given : join(home, '.cache');
  const folder = join(caches, name);
  try {
    const above = statSync(dirname(caches)).uid;
    const trusted = isAbsolute(caches) && (above === uid || above === ROOT_UID);
    return trusted && isOwnFolder(caches, uid) && isOwnFolder(folder, uid) ? folder : null;
  } catch (error) {
    // No home, a read-only or a full file system: it cannot be had.
    if (isSystemError(error)) return null;
    throw error;
  }
}

/** Makes the folder where there is none, but not what is above it: a home that does not exist is to stay away. */
function isOwnFolder(path: string, uid: number): boolean {
  makeFolder(path);
  const found = statSync(path);
  return found.isDirectory() && found.uid === uid && (found.mode & WRITABLE_BY_OTHERS) === 0;
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path, 0o700);
  } catch (error) {
    // A read-only file system says EROFS also of what is there.
    if (!isErrno(error, 'EEXIST')) throw error;
  }
}
