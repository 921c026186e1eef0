import { isoSeconds } from '../../domain/calendar.ts';
import { readCheckedJson } from '../../platform/checked-json.ts';
import { type Clock, nowSeconds } from '../../platform/clock.ts';
import { isSystemError } from '../../platform/is-system-error.ts';
import type { RunProcess } from '../../platform/run-process.ts';
import type { Terminal } from '../../platform/terminal.ts';
import type { ScoreboardConfig } from '../config/scoreboard-keys.ts';
import { listClusters } from '../leaderboards/list-clusters.ts';
import { updateUserFiles } from '../leaderboards/update-user-files.ts';
import { fileModes } from '../privacy/file-modes.ts';
import { knownByTicks } from '../privacy/known-by-ticks.ts';
import type { OptOutState } from '../privacy/opt-out-schema.ts';
import { heldBack, readOptOutState } from '../privacy/opt-out-state.ts';
import { optedOutNames, readOptOuts } from '../privacy/read-opt-outs.ts';
import { clusterLayout } from '../rollups/root-layout.ts';
import { refuseStrangerPaths } from '../rollups/stranger-paths.ts';
import { slurmFactsSchema } from '../sacct/slurm-facts.ts';
import { askingOf } from './asking-of.ts';
import { countingSettings } from './counting-settings.ts';
import { hasUserFileOf } from './forget-users.ts';
import { hideOptedOut } from './hide-opted-out.ts';
import { ClusterHeldError, holdingCluster } from './holding-cluster.ts';
import { monthChecksums } from './named-months.ts';
import { openStore } from './open-store.ts';

/** What it takes from outside. */
export type HideAround = {
  readonly clock: Clock;
  readonly run: RunProcess;
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
};

/** Which root, and by which settings. */
export type HideRequest = { readonly root: string; readonly config: ScoreboardConfig };

/** What was done: whether any cluster was changed, and what could not be, a sentence each. */
export type HiddenEverywhere = { readonly changed: boolean; readonly findings: readonly string[] };

/**
 * Brings every cluster of a root up to who has opted out, as its own ticks do; accounting is not asked, so that also one
 * that is polled no more can be. Only those are touched that know something else than the root, or were changed since
 * their last tick; one that somebody works on is left to them. Throws KnownError where it cannot be told who has opted out.
 */
export async function hideEverywhere(around: HideAround, request: HideRequest): Promise<HiddenEverywhere> {
  const findings: string[] = [];
  let changed = false;
  for (const cluster of await listClusters(request.root)) {
    try {
      if (!(await isBehind(around, request, cluster))) continue;
      findings.push(...(await hideOne(around, request, cluster)));
      changed = true;
    } catch (error) {
      if (error instanceof ClusterHeldError) continue;
      if (!isSystemError(error)) throw error;
      findings.push(`${cluster}: who has opted out could not be hidden: ${error.message}`);
    }
  }
  return { changed, findings };
}

async function isBehind(around: HideAround, { root }: HideRequest, cluster: string): Promise<boolean> {
  const layout = clusterLayout(root, cluster);
  const months = await monthChecksums(layout);
  if (Object.keys(months).length === 0) return false;
  const known: OptOutState | null = await readOptOutState({ cluster, state: layout.state });
  const wishes = await readOptOuts(askingOf(around), root);
  const ticks = await knownByTicks(root, { closed: 'throw' });
  const wished = optedOutNames(wishes);
  const names = new Set([...wished, ...Object.keys(ticks.out)]);
  if (known === null || heldBack(known).length > 0) return true;
  const isBack = Object.entries(known.out).some(([name, { by }]) => by !== 'home' && !wished.has(name));
  const isOther = isBack || Object.keys(months).some((month) => months[month] !== known.months[month]);
  return isOther || [...names].some((name) => known.out[name] === undefined) || (await hasUserFileOf(layout, names));
}

async function hideOne(around: HideAround, { root, config }: HideRequest, cluster: string): Promise<readonly string[]> {
  const { clock, terminal } = around;
  const layout = clusterLayout(root, cluster);
  const { host, pid } = terminal;
  await refuseStrangerPaths({ root, whole: [cluster] });
  const hold = { layout, cluster, clock, host, pid, staleSeconds: config.lock_stale_sec, onLost: () => undefined };
  return holdingCluster(hold, async () => {
    const facts = await readCheckedJson(layout.slurm, slurmFactsSchema);
    const settings = countingSettings(config, facts.ok ? facts.value.version : null);
    const store = await openStore({ clock, config, cluster, layout }, settings);
    const place = { root, cluster, layout, config };
    const { closed, findings } = await hideOptedOut(askingOf(around), place, { store, freshOnly: false });
    const { file: mode } = fileModes({ pseudonyms: closed });
    await updateUserFiles({ cluster, layout, asof: isoSeconds(nowSeconds(clock)), mode });
    return findings;
  });
}
