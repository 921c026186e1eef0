import { join } from 'node:path';
import { isErrno } from '../../platform/errno.ts';
import { EXIT } from '../../platform/exit-codes.ts';
import { isSystemError } from '../../platform/is-system-error.ts';
import { KnownError } from '../../platform/known-error.ts';
import { listNames } from '../../platform/list-names.ts';
import { takeLock } from '../../platform/lock.ts';
import { removeFile } from '../../platform/remove-file.ts';
import { removeTree } from '../../platform/remove-tree.ts';
import { isStagedLink } from '../../platform/switch-link.ts';
import { isStagingName, type PrefixLayout } from './prefix-layout.ts';

/** Who works, and until when. */
export type Holder = {
  readonly host: string;
  readonly pid: number;
  readonly nowIso: string;
  readonly signal: AbortSignal;
};

/**
 * A holder on another host, or one that was killed before it could tell who it is, is gone when it shows no sign of life
 * for so long. Two holders at once would do no harm: what they write has names of its own, and links switch whole.
 */
const STALE_MS = 120_000;

/**
 * Does some work below a prefix while nobody else does, after what an interrupted deploy left was cleared away. `work`
 * gets the signal that tells it to stop. Throws KnownError: exit 3 while another deploy is at work, 5 when the prefix
 * cannot be used, 1 when there is no room or it was stopped.
 */
export async function holdPrefix<Result>(
  holder: Holder,
  layout: PrefixLayout,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const lost = new AbortController();
  const signal = AbortSignal.any([holder.signal, lost.signal]);
  try {
    const lock = await takeLock({
      path: layout.lock,
      ...{ host: holder.host, pid: holder.pid, nowIso: holder.nowIso },
      staleMs: STALE_MS,
      onLost: (error) => lost.abort(error),
    });
    if (!lock.held)
      throw new KnownError(`another deploy is at work below ${layout.prefix}${byWhom(lock.owner)}`, EXIT.locked);
    try {
      await clearLeftovers(layout);
      return await work(signal);
    } finally {
      await lock.release();
    }
  } catch (error) {
    throw knownOf(error, { prefix: layout.prefix, stopped: signal.aborted });
  }
}

/** What a deploy that was killed left: halves of versions, links that were never moved into place. */
async function clearLeftovers({ prefix, versions }: PrefixLayout): Promise<void> {
  for (const name of await listNames(versions)) if (isStagingName(name)) await removeTree(join(versions, name));
  for (const folder of [prefix, join(prefix, 'bin')]) {
    for (const name of await listNames(folder)) if (isStagedLink(name)) await removeFile(join(folder, name));
  }
}

/** Makes one line of what the file system says. */
export function knownOf(error: unknown, { prefix, stopped }: { prefix: string; stopped: boolean }): unknown {
  if (stopped) return new KnownError('stopped; what was in force before is in force', EXIT.failed, { cause: error });
  if (!isSystemError(error)) return error;
  const isFull = isErrno(error, 'ENOSPC', 'EDQUOT');
  const message = isFull ? `no room below ${prefix}` : `${prefix} cannot be used as prefix`;
  return new KnownError(`${message}: ${error.message}`, isFull ? EXIT.failed : EXIT.badRoot, { cause: error });
}

function byWhom(owner: { host: string; pid: number; since: string } | null): string {
  if (owner === null) return ', or was killed a moment ago: try again in two minutes';
  return `: process ${owner.pid} on ${owner.host}, since ${owner.since}`;
}
