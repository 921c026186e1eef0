import { join } from 'node:path';
import { EXIT } from '../../platform/exit-codes.ts';
import { KnownError } from '../../platform/known-error.ts';
import { listNames } from '../../platform/list-names.ts';
import { removeEmptyFolder } from '../../platform/remove-empty-folder.ts';
import { removeFile } from '../../platform/remove-file.ts';
import { type DeployParts, holderOf } from './deploy-parts.ts';
import { holdPrefix } from './hold-prefix.ts';
import { findVersion, type Installed, readInstalled } from './installed-versions.ts';
import { type PrefixLayout, prefixLayout } from './prefix-layout.ts';
import { removeVersion } from './remove-version.ts';
import { runningVersions } from './running-versions.ts';
import { removeLinks } from './stable-links.ts';
import { forgetRoot } from './usual-root.ts';

/** What to remove: one version by id or number, or (null) all that `deploy` made. */
export type RemoveRequest = {
  readonly prefix: string;
  readonly wish: string | null;
  /** True: also what still runs on this host. */
  readonly force: boolean;
  readonly dryRun: boolean;
};

/** What was removed (or would be), and what stays below the prefix because deploy did not make it. */
export type Removed = {
  readonly prefix: string;
  readonly removed: readonly string[];
  /** Paths. */
  readonly foreign: readonly string[];
};

/**
 * Removes one version that is not in force, or all of them with their links. Throws KnownError: exit 1 when a version is
 * in force or runs, 2 when it is not there, and as {@link holdPrefix} does.
 */
export async function removeDeployed(parts: DeployParts, request: RemoveRequest): Promise<Removed> {
  const layout = prefixLayout(request.prefix);
  const ids = await plan(parts, layout, request);
  if (request.dryRun) return { prefix: request.prefix, removed: ids, foreign: [] };
  const foreign = await holdPrefix(holderOf(parts), layout, async () => {
    const { versions } = await readInstalled(layout);
    if (request.wish === null) {
      await removeLinks(layout.prefix);
      await forgetRoot(layout.prefix);
      await removeFile(layout.current);
    }
    const left: string[] = [];
    for (const id of ids) {
      const manifest = versions.get(id);
      if (manifest !== undefined) left.push(...(await removeVersion(join(layout.versions, id), manifest)));
    }
    if (request.wish === null) await removeFile(layout.history);
    return left;
  });
  const rest = request.wish === null ? await leftBelow(layout) : [];
  return { prefix: request.prefix, removed: ids, foreign: deepest([...foreign, ...rest]) };
}

async function plan(
  { terminal }: DeployParts,
  layout: PrefixLayout,
  { wish, force }: RemoveRequest,
): Promise<string[]> {
  const installed = await readInstalled(layout);
  const ids = wish === null ? [...installed.versions.keys()] : [oldVersion(installed, wish)];
  if (ids.length === 0 && installed.current === null) {
    throw new KnownError(`nothing is deployed below ${layout.prefix}`, EXIT.failed);
  }
  const running = await runningVersions(layout, ids);
  const others = [...running].flatMap(([, pids]) => pids).filter((pid) => pid !== terminal.pid);
  if (force || others.length === 0) return ids;
  throw new KnownError(`process ${others.join(', ')} of this host runs from there: end it first, or give --force`);
}

function oldVersion(installed: Installed, wish: string): string {
  const id = findVersion(installed, wish);
  if (id !== installed.current) return id;
  throw new KnownError(`${id} is in force: put another in force first, or remove all with --uninstall`, EXIT.failed);
}

/** Removes the folders that are empty now, and names what is left in them and beside them. */
async function leftBelow({ prefix, versions }: PrefixLayout): Promise<string[]> {
  const left: string[] = [];
  for (const folder of [versions, join(prefix, 'bin'), prefix]) {
    if (folder === prefix || !(await removeEmptyFolder(folder))) {
      left.push(...(await listNames(folder)).map((name) => join(folder, name)));
    }
  }
  return left;
}

/** Paths, but for folders of which something inside is named. */
function deepest(paths: readonly string[]): string[] {
  return paths.filter((path) => !paths.some((other) => other.startsWith(`${path}/`)));
}
