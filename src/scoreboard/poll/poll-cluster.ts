import { OvertakenError } from '../../platform/commit-files.ts';
import type { ClusterStore } from '../rollups/cluster-store.ts';
import type { Cursor } from '../rollups/cursor.ts';
import type { SlurmFacts } from '../sacct/slurm-facts.ts';
import { afterSlices } from './after-slices.ts';
import { writeHealth } from './health-file.ts';
import { holdingCluster } from './holding-cluster.ts';
import { type ClusterWork, greetSlurm, openTick } from './open-tick.ts';
import { runTick } from './run-tick.ts';
import { TickError } from './tick-error.ts';
import type { TickLimits } from './tick-parts.ts';
import { type TickReport, unanswered } from './tick-report.ts';

/** What a tick of one cluster works with. */
export type PollParts = ClusterWork & {
  readonly version: string;
  /** Derives what is published from the rollups; done under the lock, after the slices. */
  readonly publish: (store: ClusterStore) => Promise<void>;
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
  const message = failure === null ? interruption(news.report) : withoutUserFile(said);
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

/** Everybody may read health, and a user file's name is the user's. */
function withoutUserFile(message: string): string {
  return message.replace(/(agg\/users\/)[^\s'"]+/g, '$1…');
}

function interruption(report: TickReport | null): string | null {
  if (report === null) return null;
  return report.stopped === 'interrupted'
    ? 'interrupted by a signal; the slice in work was dropped'
    : unanswered(report);
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
  const { facts, view } = await greetSlurm(parts);
  news.facts = facts;
  const tick = await openTick({ ...parts, facts, view }, limits, (store) => {
    news.store = store;
  });
  news.report = await runTick(tick, signal);
  await afterSlices({ ...tick, config: parts.config, slurmName: facts.cluster_name }, news.report, signal);
}
