import { listFolders } from '../../platform/list-folders.ts';
import type { Task } from '../backfill/next-task.ts';
import { requireCluster, requireRoot } from '../config/required-settings.ts';
import type { ScoreboardConfig } from '../config/scoreboard-keys.ts';
import type { Cursor } from '../rollups/cursor.ts';
import { type ClusterLayout, clusterLayout } from '../rollups/root-layout.ts';
import { refuseStrangerPaths } from '../rollups/stranger-paths.ts';
import { knowSlurm } from '../sacct/slurm-facts.ts';
import { accountingView, checkView } from './accounting-view.ts';
import { askingOf } from './asking-of.ts';
import { assertRoot } from './assert-root.ts';
import { checkClusterName } from './check-cluster-name.ts';
import { hideOptedOut } from './hide-opted-out.ts';
import { ClusterHeldError } from './holding-cluster.ts';
import { type PollParts, pollCluster } from './poll-cluster.ts';
import { openPollLog } from './poll-log.ts';
import { type Preview, previewTick } from './preview-tick.ts';
import { publish } from './publish.ts';
import { sacctOf } from './sacct-of.ts';
import type { TickReport } from './tick-report.ts';
import type { Surroundings } from './tick-surroundings.ts';

/** How long a tick may take and what it waits for. */
export type TickBounds = {
  readonly once: boolean;
  readonly patient: boolean;
  readonly maxMinutes: number;
  readonly pauseMs: number;
};

/** A tick that was done, or who held the cluster's lock in its place. */
export type TickOutcome =
  | { readonly held: ClusterHeldError }
  | { readonly held: null; readonly report: TickReport; readonly cursor: Cursor; readonly findings: string[] };

/** Told after each committed slice. */
export type OnSlice = (task: Task, report: TickReport, cursor: Cursor) => void;

/** The polling of one cluster under a configuration. */
export type Poll = {
  readonly cluster: string;
  readonly layout: ClusterLayout;
  /** Does one tick. Throws what ended it. */
  readonly tick: (bounds: TickBounds, onSlice: OnSlice) => Promise<TickOutcome>;
  /** What the next tick would ask first; asks and writes nothing. */
  readonly preview: () => Promise<Preview>;
};

/** Throws KnownError when no root or cluster is set, or the root is no folder. */
export async function openPoll(around: Surroundings, config: ScoreboardConfig): Promise<Poll> {
  const root = requireRoot(config);
  const cluster = requireCluster(config);
  await assertRoot(root);
  const layout = clusterLayout(root, cluster);
  return {
    cluster,
    layout,
    tick: (bounds, onSlice) => tick({ around, config, root, cluster, layout }, bounds, onSlice),
    preview: () => previewTick({ ...around, config, cluster, layout }),
  };
}

type Place = {
  readonly around: Surroundings;
  readonly config: ScoreboardConfig;
  readonly root: string;
  readonly cluster: string;
  readonly layout: ClusterLayout;
};

async function tick(place: Place, bounds: TickBounds, onSlice: OnSlice): Promise<TickOutcome> {
  const { around, config, cluster, layout, root } = place;
  const findings: string[] = [];
  const asking = askingOf(around);
  // Asked at every tick: with --loop a root may be unmounted between two of them.
  await assertRoot(root);
  await refuseStrangerPaths({ root, whole: [cluster] });
  await greetNewCluster(place);
  const log = await openPollLog({ clock: around.clock, config, cluster, layout });
  const parts: PollParts = {
    ...around,
    config,
    cluster,
    layout,
    log,
    onSlice: (task, report, store) => onSlice(task, report, store.cursor),
    hide: async (store) => {
      const hiding = await hideOptedOut(asking, { root, cluster, layout, config }, { store, freshOnly: false });
      findings.push(...hiding.findings);
      return hiding.counting;
    },
    publish: async (store) => {
      findings.push(...(await publish({ ...around, root, config, cluster, layout, asking, store })));
    },
  };
  const limits = {
    ...bounds,
    maxCalls: config.max_calls,
    deadlineMs: around.clock.nowMs() + bounds.maxMinutes * 60_000,
  };
  try {
    const done = await pollCluster(parts, limits, around.signal);
    // What is wrong before counting is mostly so before publishing too.
    return { held: null, ...done, findings: [...new Set(findings)] };
  } catch (error) {
    if (error instanceof ClusterHeldError) return { held: error };
    throw error;
  } finally {
    // With --loop there are many ticks in one process.
    log.close();
  }
}

/** Of a cluster that has nothing here yet nothing is written before its Slurm answered by its name. */
async function greetNewCluster({ around, config, cluster, layout }: Place): Promise<void> {
  if ((await listFolders(layout.base)) !== null) return;
  const { clock } = around;
  const sacct = sacctOf({ ...around, config });
  const facts = await knowSlurm({ sacct, scontrol: config.scontrol_path, clock, path: null });
  checkClusterName(cluster, facts.cluster_name, config.cluster_aliases);
  const userName = around.currentUser();
  checkView(cluster, await accountingView(sacct, userName), { userName, ownJobsOnly: config.own_jobs_only });
}
