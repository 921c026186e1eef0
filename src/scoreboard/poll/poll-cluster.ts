import { epochOnly } from '../../domain/slurm-time.ts';
import { CallBudget } from '../../platform/call-budget.ts';
import { type Clock, nowSeconds } from '../../platform/clock.ts';
import { OvertakenError } from '../../platform/commit-files.ts';
import type { FileOperations } from '../../platform/file-operations.ts';
import type { EventLog } from '../../platform/json-log.ts';
import { quarantine } from '../../platform/quarantine.ts';
import type { RunProcess } from '../../platform/run-process.ts';
import type { Terminal } from '../../platform/terminal.ts';
import type { Task } from '../backfill/next-task.ts';
import type { ScoreboardConfig } from '../config/scoreboard-keys.ts';
import type { ClusterStore } from '../rollups/cluster-store.ts';
import type { Cursor } from '../rollups/cursor.ts';
import { DamagedMonthError } from '../rollups/damaged-month-error.ts';
import type { ClusterLayout } from '../rollups/root-layout.ts';
import { askedColumns, keepFacts, knowSlurm, type SlurmFacts } from '../sacct/slurm-facts.ts';
import { checkClusterName } from './check-cluster-name.ts';
import { countingSettings, rowSettings } from './counting-settings.ts';
import { writeHealth } from './health-file.ts';
import { holdingCluster } from './holding-cluster.ts';
import { openStore } from './open-store.ts';
import { rejectLog } from './reject-log.ts';
import { runTick } from './run-tick.ts';
import { sacctOf } from './sacct-of.ts';
import { TickError } from './tick-error.ts';
import type { TickLimits } from './tick-parts.ts';
import type { TickReport } from './tick-report.ts';

/** What a tick of one cluster works with. */
export type PollParts = {
  readonly clock: Clock;
  /** 0 up to 1, for the jitter of back-offs. */
  readonly random: () => number;
  readonly run: RunProcess;
  readonly terminal: Terminal;
  readonly log: EventLog;
  readonly version: string;
  readonly config: ScoreboardConfig;
  readonly cluster: string;
  readonly layout: ClusterLayout;
  readonly onSlice: (task: Task, report: TickReport, store: ClusterStore) => void;
  /** Derives what is published from the rollups; done under the lock, after the slices. */
  readonly publish: (store: ClusterStore) => Promise<void>;
  /** What commits; the real file system when not given. */
  readonly files?: FileOperations;
};

/** What a tick did, and how far the cluster is read now. */
export type PollResult = { readonly report: TickReport; readonly cursor: Cursor };

/**
 * One tick (spec section 6): lock, recover, slices within the limits, what is derived, health, unlock. Throws
 * ClusterHeldError, and what ended the tick after its health was written and what had been read was published.
 */
export async function pollCluster(parts: PollParts, limits: TickLimits, signal: AbortSignal): Promise<PollResult> {
  const { layout, cluster, clock, config, terminal, log } = parts;
  const hold = { layout, cluster, clock, host: terminal.host, pid: terminal.pid, staleSeconds: config.lock_stale_sec };
  const onLost = (error: Error): void => log.warn('lock lost', { detail: error.message });
  return holdingCluster({ ...hold, onLost }, () => heldTick(parts, limits, signal));
}

async function heldTick(parts: PollParts, limits: TickLimits, signal: AbortSignal): Promise<PollResult> {
  const news: News = { startedMs: parts.clock.nowMs(), facts: null, store: null, report: null };
  let failure: unknown = null;
  try {
    await work(parts, { limits, signal, news });
  } catch (error) {
    if (error instanceof TickError) news.report = error.report;
    failure = error instanceof TickError ? error.cause : error;
    await setAside(parts, failure);
  }
  const { store: opened } = news;
  const gone = opened === null ? null : await failureOf(() => opened.assertThere());
  if (gone !== null) throw gone;
  if (failure instanceof OvertakenError) throw failure;
  const telling = await failureOf(() => reportHealth(parts, news, failure));
  failure ??= telling;
  if (news.store !== null && !signal.aborted) {
    const store = news.store;
    const publishing = await failureOf(() => parts.publish(store));
    if (publishing !== null) await reportHealth(parts, news, publishing);
    failure ??= publishing;
  }
  if (failure !== null) throw failure;
  return { report: news.report!, cursor: news.store!.cursor };
}

/** A damaged file is kept under another name, so that nothing reads or replaces it by accident (spec T6). */
async function setAside({ clock, log }: PollParts, failure: unknown): Promise<void> {
  if (!(failure instanceof DamagedMonthError) || failure.about.fault !== 'damaged') return;
  const kept = await quarantine(failure.about.path, clock.nowMs());
  log.error('file set aside', { path: failure.about.path, kept, detail: failure.about.detail });
}

async function failureOf(work: () => Promise<void>): Promise<unknown> {
  try {
    await work();
    return null;
  } catch (error) {
    return error;
  }
}

/** Health is written before the boards, which show it. */
async function reportHealth(parts: PollParts, news: News, failure: unknown): Promise<void> {
  const said = failure instanceof Error ? failure.message : String(failure);
  const message = failure === null ? interruption(news.report) : said;
  if (message !== null) parts.log.error('tick failed', { detail: message });
  await writeHealth(parts.layout.health, {
    cluster: parts.cluster,
    versions: { slurm_sb: parts.version, node: parts.terminal.nodeVersion, slurm: news.facts?.version ?? null },
    cursor: news.store?.cursor ?? null,
    startedMs: news.startedMs,
    endedMs: parts.clock.nowMs(),
    report: news.report,
    error: message,
  });
}

function interruption(report: TickReport | null): string | null {
  return report?.stopped === 'interrupted' ? 'interrupted by a signal; the slice in work was dropped' : null;
}

/** What is known of a tick so far, for its health. */
type News = {
  readonly startedMs: number;
  facts: SlurmFacts | null;
  store: ClusterStore | null;
  report: TickReport | null;
};

type Held = { readonly limits: TickLimits; readonly signal: AbortSignal; readonly news: News };

async function work(parts: PollParts, { limits, signal, news }: Held): Promise<void> {
  const { clock, config, cluster, layout, log } = parts;
  const sacct = sacctOf(parts);
  news.facts = await knowSlurm({ sacct, scontrol: config.scontrol_path, clock, path: layout.slurm });
  checkClusterName(cluster, news.facts.cluster_name, config.cluster_aliases);
  await keepFacts(layout.slurm, news.facts);
  const settings = countingSettings(config, news.facts.version);
  const store = await openStore(parts, settings);
  news.store = store;
  const { rolledForward, dropped, orphans } = store.recovery;
  if (rolledForward.length + dropped.length + orphans.length > 0) log.warn('recovered', { ...store.recovery });
  const { ask, missing } = askedColumns(news.facts);
  if (missing.length > 0) log.info('columns this sacct does not have', { missing });
  const budget = await CallBudget.open(
    { clock, random: parts.random, path: layout.rate },
    { perMinute: config.rate_limit_per_min, bytesPerDay: config.bytes_per_day },
  );
  const tick = {
    clock,
    log,
    store,
    budget,
    pull: {
      sacct: { ...sacct, memoryLimitMib: Math.min(config.sacct_memory_usual_mb, config.sacct_memory_limit_mb) },
      columns: ask,
      steps: config.steps,
      rowSettings: rowSettings(settings, { wallClock: epochOnly, nowSeconds: nowSeconds(clock) }),
      failureStates: new Set(settings.failure_states),
      store,
      onReject: rejectLog(log),
    },
    memoryCeilingMib: config.sacct_memory_limit_mb,
    tasks: {
      backfillStart: config.backfill_start,
      overlapSeconds: config.overlap_sec,
      lateSweepDays: config.late_sweep_days,
    },
    span: { minSeconds: config.min_slice_sec, targetRows: config.target_rows_per_call },
    limits,
    onSlice: (task: Task, report: TickReport) => parts.onSlice(task, report, store),
  };
  news.report = await runTick(tick, signal);
}
