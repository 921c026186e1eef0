import { versionBefore } from './history.ts';
import { readInstalled } from './installed-versions.ts';
import type { Manifest } from './manifest.ts';
import { prefixLayout } from './prefix-layout.ts';
import { runningVersions } from './running-versions.ts';
import type { RuntimeNeeds } from './runtime-needs.ts';

/** One version below a prefix. */
export type ListedVersion = {
  readonly id: string;
  readonly version: string;
  readonly in_force: boolean;
  /** True for the one that `--rollback` would put in force. */
  readonly before: boolean;
  readonly deployed: Manifest['deployed'];
  readonly needs: RuntimeNeeds;
  /** Processes of this host that run it. */
  readonly running: readonly number[];
};

/**
 * What is deployed below a prefix (absolute path), the newest first; `ownPid` is not counted as running. Throws KnownError as {@link readInstalled} does.
 */
export async function listVersions(prefix: string, ownPid: number): Promise<ListedVersion[]> {
  const layout = prefixLayout(prefix);
  const { current, versions, history } = await readInstalled(layout);
  const running = await runningVersions(layout, versions.keys());
  const before = current === null ? null : versionBefore(history, current);
  const listed = [...versions].map(([id, { version, deployed, needs }]) => ({
    ...{ id, version, deployed, needs },
    in_force: id === current,
    before: id === before,
    running: (running.get(id) ?? []).filter((pid) => pid !== ownPid),
  }));
  return listed.sort((a, b) => (a.deployed.at < b.deployed.at ? 1 : -1));
}
