import type { Month } from '../../domain/calendar.ts';
import { epochOnly } from '../../domain/slurm-time.ts';
import { CallBudget } from '../../platform/call-budget.ts';
import { type Clock, nowSeconds } from '../../platform/clock.ts';
import type { FileOperations } from '../../platform/file-operations.ts';
import type { EventLog } from '../../platform/json-log.ts';
import type { RunProcess } from '../../platform/run-process.ts';
import type { Terminal } from '../../platform/terminal.ts';
import type { Task } from '../backfill/next-task.ts';
import type { ScoreboardConfig } from '../config/scoreboard-keys.ts';
import type { ClusterStore } from '../rollups/cluster-store.ts';
import type { ClusterLayout, ScratchKind } from '../rollups/root-layout.ts';
import { askedColumns, keepFacts, knowSlurm, type SlurmFacts } from '../sacct/slurm-facts.ts';
import { type AccountingView, accountingView, checkView } from './accounting-view.ts';
import { checkClusterName } from './check-cluster-name.ts';
import { countingSettings, rowSettings } from './counting-settings.ts';
import { openScratch, openStore } from './open-store.ts';
import { rejectLog } from './reject-log.ts';
import { sacctOf } from './sacct-of.ts';
import type { TickLimits, TickParts } from './tick-parts.ts';
import type { TickReport } from './tick-report.ts';
import type { Counting } from './veil.ts';

/** What a cluster is asked and counted with. */
export type ClusterWork = {
  readonly clock: Clock;
  /** 0 up to 1, for the jitter of back-offs. */
  readonly random: () => number;
  readonly run: RunProcess;
  readonly terminal: Terminal;
  /** The login name of who runs this; null for a uid that has none. */
  readonly currentUser: () => string | null;
  readonly log: EventLog;
  readonly config: ScoreboardConfig;
  readonly cluster: string;
  readonly layout: ClusterLayout;
  /** What commits; the real file system when not given. */
  readonly files?: FileOperations;
  readonly onSlice: (task: Task, report: TickReport, store: ClusterStore) => void;
  /** Brings the cluster up to who has opted out, before anything is counted; tells how people are counted. */
  readonly hide: (store: ClusterStore) => Promise<Counting>;
};

/** What Slurm is, and what it lets this user see. */
export type Greeting = { readonly facts: SlurmFacts; readonly view: AccountingView };

/**
 * Asks Slurm what it is, keeps that once it is known to be the right cluster, and makes sure that all may be seen.
 * Throws KnownError.
 */
export async function greetSlurm(parts: Omit<ClusterWork, 'onSlice' | 'hide' | 'log' | 'random'>): Promise<Greeting> {
  const { clock, config, cluster, layout } = parts;
  const sacct = sacctOf(parts);
  const facts = await knowSlurm({ sacct, scontrol: config.scontrol_path, clock, path: layout.slurm });
  checkClusterName(cluster, facts.cluster_name, config.cluster_aliases);
  await keepFacts(layout.slurm, facts);
  const userName = parts.currentUser();
  const view = await accountingView(sacct, userName);
  checkView(cluster, view, { userName, ownJobsOnly: config.own_jobs_only });
  return { facts, view };
}

/**
 * Opens a cluster's store and budget for slices; the caller holds its lock. `onStore` is told as soon as the store is
 * open.
 */
export async function openTick(
  parts: ClusterWork & Greeting,
  limits: TickLimits,
  onStore: (store: ClusterStore) => void,
): Promise<TickParts> {
  const { clock, config, cluster, layout, log, facts, view } = parts;
  const settings = countingSettings(config, facts.version);
  const store = await openStore(parts, settings);
  onStore(store);
  tellRecovery(store, log);
  const counting = await parts.hide(store);
  const { ask, missing } = askedColumns(facts);
  if (missing.length > 0) log.info('columns this sacct does not have', { missing });
  const budget = await CallBudget.open(
    { clock, random: parts.random, path: layout.rate },
    { perMinute: config.rate_limit_per_min, bytesPerDay: config.bytes_per_day },
  );
  return {
    clock,
    log,
    store,
    layout,
    cluster,
    budget,
    openScratch: (kind: ScratchKind, month: Month, since: number) =>
      openScratch(parts, settings, { kind, month, since, spanSeconds: store.cursor.span_seconds }),
    pull: {
      sacct: {
        ...sacctOf(parts),
        memoryLimitMib: Math.min(config.sacct_memory_usual_mb, config.sacct_memory_limit_mb),
      },
      columns: ask,
      steps: config.steps,
      rowSettings: { ...rowSettings(settings, nowSeconds(clock)), wallClock: epochOnly },
      failureStates: new Set(settings.failure_states),
      ...counting,
      onReject: rejectLog(log),
    },
    memoryCeilingMib: config.sacct_memory_limit_mb,
    tasks: {
      backfillStart: config.backfill_start,
      overlapSeconds: config.overlap_sec,
      lateSweepDays: config.late_sweep_days,
    },
    span: {
      minSeconds: config.min_slice_sec,
      targetRows: config.target_rows_per_call,
      longestSeconds: view.longestSeconds,
    },
    limits,
    onSlice: (task: Task, report: TickReport) => parts.onSlice(task, report, store),
  };
}

function tellRecovery({ recovery }: ClusterStore, log: EventLog): void {
  const { rolledForward, dropped, orphans, damaged } = recovery;
  const mended = rolledForward.length + dropped.length + orphans.length + damaged.length;
  if (mended > 0) log.warn('recovered', { ...recovery });
}
