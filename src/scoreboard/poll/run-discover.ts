import { CallBudget } from '../../platform/call-budget.ts';
import { type Clock, nowSeconds } from '../../platform/clock.ts';
import { EXIT } from '../../platform/exit-codes.ts';
import { KnownError } from '../../platform/known-error.ts';
import { listFolders } from '../../platform/list-folders.ts';
import type { ScoreboardConfig } from '../config/scoreboard-keys.ts';
import { findSacctmgr } from '../discovery/accounting-users.ts';
import { type Discovery, openDiscovery, saveDiscovery } from '../discovery/discovery-file.ts';
import { askAgain, owedNames } from '../discovery/owed-users.ts';
import type { ClusterLayout } from '../rollups/root-layout.ts';
import { knowSlurm } from '../sacct/slurm-facts.ts';
import { checkClusterName } from './check-cluster-name.ts';
import { holdingCluster } from './holding-cluster.ts';
import { type LookParts, lookInAccounting, lookInHome } from './look-for-users.ts';
import { sacctOf } from './sacct-of.ts';
import type { Surroundings } from './tick-surroundings.ts';

/** The fault where accounting cannot be asked for its users. */
export const NO_SACCTMGR = 'there is no sacctmgr, beside sacct where sacct_path is a path, else on PATH';

/** Which cluster's users are looked for; `dryRun`: nobody is queued. */
export type DiscoverRequest = {
  readonly config: ScoreboardConfig;
  readonly cluster: string;
  readonly layout: ClusterLayout;
  readonly dryRun: boolean;
  /** Whether those are queued too who were asked for lately without a job. */
  readonly again: boolean;
};

/** Who was found, and from where it could be told. */
export type DiscoverReport = {
  readonly cluster: string;
  readonly home: { readonly folder: string; readonly fault: string | null };
  readonly accounting: { readonly users: number | null; readonly fault: string | null };
  /** Users without history that were not known before. */
  readonly discovered: readonly string[];
  /** All users that the next poll asks for. */
  readonly owed: readonly string[];
};

/**
 * Looks for users in the home folder and in accounting, and queues those without history for the next poll (spec C4).
 * Throws KnownError for a cluster that was never polled, and ClusterHeldError.
 */
export async function runDiscover(around: Surroundings, request: DiscoverRequest): Promise<DiscoverReport> {
  const { cluster, layout, config } = request;
  if ((await listFolders(layout.state)) === null) {
    throw new KnownError(
      `${cluster} was never polled here: slurm-sb poll --cluster ${cluster} comes first`,
      EXIT.failed,
    );
  }
  const { clock, terminal } = around;
  const { host, pid } = terminal;
  const hold = { layout, cluster, clock, host, pid, staleSeconds: config.lock_stale_sec, onLost: () => undefined };
  return holdingCluster(hold, () => discoverHeld(around, request));
}

async function discoverHeld(around: Surroundings, request: DiscoverRequest): Promise<DiscoverReport> {
  const { clock } = around;
  const { cluster, layout, config, dryRun, again } = request;
  const sacct = sacctOf({ ...around, config });
  const facts = await knowSlurm({ sacct, scontrol: config.scontrol_path, clock, path: layout.slurm });
  checkClusterName(cluster, facts.cluster_name, config.cluster_aliases);
  const limits = { perMinute: config.rate_limit_per_min, bytesPerDay: config.bytes_per_day };
  const budget = await CallBudget.open({ clock, random: around.random, path: layout.rate }, limits);
  const parts: LookParts = { clock, config, layout, sacct, budget };
  const before = await openDiscovery({ path: layout.discovery, cluster, nowMs: clock.nowMs() });
  const atHome = await lookWholly(parts, { ...before, home: null });
  const sacctmgr = await findSacctmgr(sacct);
  const refused = sacctmgr === null ? NO_SACCTMGR : await awaitToken(budget, clock, around.signal);
  const seen =
    sacctmgr === null || refused !== null
      ? atHome
      : (await lookInAccounting(parts, atHome, { sacctmgr, slurmName: facts.cluster_name!, signal: around.signal }))
          .discovery;
  const found = again ? { ...seen, trouble: null, users: askAgain(seen.users) } : seen;
  if (!dryRun) await saveDiscovery(layout.discovery, found);
  const known = new Set(before.users.map(({ name }) => name));
  return {
    cluster,
    home: { folder: config.home_folder, fault: found.home?.fault ?? null },
    accounting:
      refused === null
        ? { users: found.accounting?.users ?? null, fault: found.accounting?.fault ?? null }
        : { users: null, fault: refused },
    discovered: found.users
      .map(({ name }) => name)
      .filter((name) => !known.has(name))
      .sort(),
    owed: owedNames(found.users, nowSeconds(clock)).sort(),
  };
}

/** A person who waits for it wants all of the folder, however large. */
async function lookWholly(parts: LookParts, before: Discovery): Promise<Discovery> {
  let { discovery } = await lookInHome(parts, before);
  while (discovery.home !== null && discovery.home.after !== '' && discovery.home.fault === null) {
    ({ discovery } = await lookInHome(parts, discovery));
  }
  return discovery;
}

/** Waits for the rate; says why none can be had where that takes longer. */
async function awaitToken(budget: CallBudget, clock: Clock, signal: AbortSignal): Promise<string | null> {
  for (;;) {
    const refusal = budget.refusal();
    if (refusal === null) return null;
    if (refusal.reason !== 'rate') return `not asked: ${refusal.reason}`;
    await clock.sleep(refusal.waitMs, signal);
  }
}
