import { join } from 'node:path';
import { EXIT } from '../../platform/exit-codes.ts';
import { KnownError } from '../../platform/known-error.ts';
import { brokenFiles } from './broken-files.ts';
import { actorOf, type DeployParts, holderOf } from './deploy-parts.ts';
import { versionBefore } from './history.ts';
import { holdPrefix } from './hold-prefix.ts';
import { findVersion, type Installed, readInstalled } from './installed-versions.ts';
import { type PrefixLayout, prefixLayout } from './prefix-layout.ts';
import { switchVersion } from './switch-version.ts';

/** Which version is to be in force again: one by id or number, or (null) the one before the present one. */
export type RollBackRequest = { readonly prefix: string; readonly wish: string | null; readonly dryRun: boolean };

/** The version that was in force, and the one that is now (or would be). */
export type RolledBack = { readonly prefix: string; readonly from: string | null; readonly to: string };

/**
 * Puts an older version in force again, after its files were found whole. Throws KnownError: exit 2 for a version that
 * is not there, 1 when there is none to go back to or it is damaged, and as {@link holdPrefix} does.
 */
export async function rollBack(parts: DeployParts, { prefix, wish, dryRun }: RollBackRequest): Promise<RolledBack> {
  const layout = prefixLayout(prefix);
  const first = plan(layout, await readInstalled(layout), wish);
  if (dryRun) return first;
  return await holdPrefix(holderOf(parts), layout, async (signal) => {
    const installed = await readInstalled(layout);
    const planned = plan(layout, installed, wish);
    const { files } = installed.versions.get(planned.to)!;
    const [broken] = await brokenFiles(join(layout.versions, planned.to), files, signal);
    if (broken !== undefined) {
      throw new KnownError(`${planned.to} is damaged: ${broken.path} is not what was deployed; deploy it again`);
    }
    await switchVersion(layout, { ...actorOf(parts), action: 'rollback', from: planned.from, to: planned.to });
    return planned;
  });
}

function plan({ prefix }: PrefixLayout, installed: Installed, wish: string | null): RolledBack {
  const { current, versions, history } = installed;
  if (versions.size === 0) throw new KnownError(`nothing is deployed below ${prefix}`, EXIT.failed);
  if (wish !== null) return { prefix, from: current, to: findVersion(installed, wish) };
  const to = current === null ? null : versionBefore(history, current);
  if (to !== null && versions.has(to)) return { prefix, from: current, to };
  const others = [...versions.keys()].filter((id) => id !== current);
  const choice = others.length === 0 ? 'no other is deployed' : `choose one: --rollback ${others.join(' | ')}`;
  const gone = to === null ? `no version was in force before ${current ?? 'now'}` : `${to} is no longer there`;
  throw new KnownError(`cannot go back: ${gone}; ${choice}`, EXIT.failed);
}
