import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { enableCompileCache, getCompileCacheDir } from 'node:module';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { isErrno } from './errno.ts';
import { isSystemError } from './is-system-error.ts';
import { ownCacheFolder } from './own-cache-folder.ts';

/** Versions of the program whose compiled code is kept: more than a person changes between in a while. */
const KEPT_VERSIONS = 4;

/** A version has less than ten files; on a full disk Node leaves an empty one behind at every end (24.21). */
const MOST_FILES = 50;

/**
 * Lets V8 keep the compiled code of what is imported from now on in the user's own cache folder, and take it from there
 * the next time. Where that is not possible, and with NODE_DISABLE_COMPILE_CACHE, nothing is kept and nothing is said.
 *
 * Node keeps one file, of some 100 kB, for each path that is imported, in a folder named after its own version, the
 * processor and the user id, and replaces it when what is imported has changed. Each deployed version has paths of its
 * own, so each gets a folder here, named as the folder above `bundles` is, and the oldest of them go when one comes.
 */
export function keepCompiledCode(bundles: string): void {
  const { env } = process;
  const uid = process.geteuid?.();
  if (env.NODE_DISABLE_COMPILE_CACHE !== undefined || uid === undefined) return;
  try {
    const folder = ownCacheFolder({ env, home: homedir(), uid }, 'slurm-sb');
    if (folder === null) return;
    const version = basename(dirname(bundles)) || 'slurm-sb';
    if (makeFolder(join(folder, version))) removeOldest(folder);
    // Only a folder that is there: Node may try for ever to make one (24.21, below /proc).
    enableCompileCache(join(folder, version));
    const used = getCompileCacheDir();
    if (used !== undefined) emptyWhenTooMany(used);
  } catch (error) {
    // A cache is no need; also, a user id that the system does not know has no home.
    if (!isSystemError(error)) throw error;
  }
}

/** Whether the folder was made; false: it was there. */
function makeFolder(path: string): boolean {
  try {
    mkdirSync(path, 0o700);
    return true;
  } catch (error) {
    if (isErrno(error, 'EEXIST')) return false;
    throw error;
  }
}

/** By the time when something was last put there. A program that loses its folder makes it anew. */
function removeOldest(folder: string): void {
  const paths = readdirSync(folder).map((name) => join(folder, name));
  const aged = paths.map((path) => ({ path, changedMs: statSync(path).mtimeMs }));
  const old = aged.toSorted((a, b) => b.changedMs - a.changedMs).slice(KEPT_VERSIONS);
  for (const { path } of old) rmSync(path, { recursive: true, force: true });
}

function emptyWhenTooMany(folder: string): void {
  const names = readdirSync(folder);
  if (names.length > MOST_FILES) for (const name of names) rmSync(join(folder, name), { force: true });
}
