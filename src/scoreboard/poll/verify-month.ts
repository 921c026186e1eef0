import { DAY_SECONDS, isoSeconds, type Month, monthOf } from '../../domain/calendar.ts';
import { nowSeconds } from '../../platform/clock.ts';
import { EXIT } from '../../platform/exit-codes.ts';
import { KnownError } from '../../platform/known-error.ts';
import { listFolders } from '../../platform/list-folders.ts';
import { removeTree } from '../../platform/remove-tree.ts';
import { catchUpPlan } from '../backfill/catch-up-plan.ts';
import { rebuildInterval, rebuildPlan } from '../backfill/rebuild-plan.ts';
import type { ScoreboardConfig } from '../config/scoreboard-keys.ts';
import { type CountedName, OPTED_OUT } from '../privacy/opted-out.ts';
import { publishedNames } from '../privacy/published-names.ts';
import { checkMonth, jobsIn, type MonthCheck } from '../rollups/check-month.ts';
import type { ClusterStore } from '../rollups/cluster-store.ts';
import { compareTotals, type TotalsDifference, usersKnownLess } from '../rollups/compare-totals.ts';
import { isRemoved } from '../rollups/cursor.ts';
import { keepMonthAside } from '../rollups/keep-month-aside.ts';
import { readMonthTotals } from '../rollups/read-month-totals.ts';
import { type ClusterLayout, scratchLayout } from '../rollups/root-layout.ts';
import { refuseStrangerPaths } from '../rollups/stranger-paths.ts';
import { askingOf } from './asking-of.ts';
import { assertRoot } from './assert-root.ts';
import { hideOptedOut } from './hide-opted-out.ts';
import { holdingCluster } from './holding-cluster.ts';
import { greetSlurm, openTick } from './open-tick.ts';
import { openPollLog } from './poll-log.ts';
import { publish } from './publish.ts';
import { SliceRunner } from './slice-runner.ts';
import type { TickParts } from './tick-parts.ts';
import type { StopReason } from './tick-report.ts';
import type { Surroundings } from './tick-surroundings.ts';

/** Which month, and what is to be done when it differs. */
export type VerifyRequest = {
  readonly config: ScoreboardConfig;
  readonly root: string;
  readonly cluster: string;
  readonly layout: ClusterLayout;
  /** Null: the last month that is complete. */
  readonly month: Month | null;
  readonly repair: boolean;
  /** Whether a repair may leave users with less than the rollup knows. */
  readonly allowShrink: boolean;
  /** Told how much of the month was asked for, 0 to 1, and jobs found so far. */
  readonly onProgress: (fraction: number, jobs: number) => void;
};

/** What accounting says of a month against what the rollup does. */
export type Verification = {
  readonly cluster: string;
  readonly month: Month;
  /** The time that was compared, ISO in UTC, until exclusive. */
  readonly since: string;
  readonly until: string;
  /** `rollup` null: no rollup of the month can be read; `known`: the most that any of its files knows of. */
  readonly jobs: { readonly rollup: number | null; readonly known: number | null; readonly accounting: number };
  readonly calls: number;
  /** Files of the month that are damaged, and why. */
  readonly damaged: readonly { readonly file: string; readonly detail: string }[];
  readonly differences: readonly TotalsDifference[];
  /** Users of whom accounting knows less than the rollup. */
  readonly known_less: readonly string[];
  readonly outcome: 'equal' | 'differs' | 'repaired' | 'refused';
  /** What could not be read when the boards were made after a repair. */
  readonly findings: readonly string[];
};

/** An interrupted verification is gone on with when it began less than this ago. */
const GO_ON_SECONDS = DAY_SECONDS;

/**
 * Asks accounting for a month again and compares it with the rollup, by user and account (spec C10); with `repair` the
 * month is replaced by what accounting says. Throws ClusterHeldError, SacctFailure, and KnownError where it could not
 * be brought to its end.
 */
export async function verifyMonth(around: Surroundings, request: VerifyRequest): Promise<Verification> {
  const { config, cluster, layout } = request;
  const { clock, terminal } = around;
  await assertRoot(request.root);
  if ((await listFolders(layout.state)) === null) {
    throw new KnownError(
      `${cluster} was never polled here: slurm-sb poll --cluster ${cluster} comes first`,
      EXIT.usage,
    );
  }
  await refuseStrangerPaths({ root: request.root, whole: [cluster] });
  const log = await openPollLog({ clock, config, cluster, layout });
  const hold = { layout, cluster, clock, host: terminal.host, pid: terminal.pid, staleSeconds: config.lock_stale_sec };
  return holdingCluster({ ...hold, onLost: (error) => log.warn('lock lost', { detail: error.message }) }, async () => {
    const asking = askingOf(around);
    const hide = async (store: ClusterStore): Promise<CountedName> =>
      (await hideOptedOut(asking, request, { store, freshOnly: false })).countedName;
    const work = { ...around, config, cluster, layout, log, hide, onSlice: () => undefined };
    const { facts, view } = await greetSlurm(work);
    const limits = { maxCalls: config.max_calls, deadlineMs: Infinity, patient: true, once: false, pauseMs: 0 };
    const tick = await openTick({ ...work, facts, view }, limits, () => undefined);
    return new MonthVerification(around, request, tick).run();
  });
}

class MonthVerification {
  readonly #around: Surroundings;
  readonly #request: VerifyRequest;
  readonly #tick: TickParts;
  readonly #month: Month;

  constructor(around: Surroundings, request: VerifyRequest, tick: TickParts) {
    this.#around = around;
    this.#request = request;
    this.#tick = tick;
    this.#month = request.month ?? lastComplete(request.cluster, tick.store);
  }

  async run(): Promise<Verification> {
    const { layout, cluster } = this.#request;
    const month = this.#month;
    const { store } = this.#tick;
    await this.#catchUp();
    const check = this.#check();
    if (check.faults.some(({ fault }) => fault === 'newer')) {
      throw new KnownError(
        `${month}: its files were written by a newer slurm-sb; verify it with that one`,
        EXIT.badRoot,
      );
    }
    const { since, until } = rebuildInterval(store.cursor, month, check.firstDay);
    if (since >= until) {
      const { backfill_start, covered_until } = store.cursor;
      const covered = `${isoSeconds(backfill_start)} until ${isoSeconds(covered_until)}`;
      throw new KnownError(`${month}: nothing of it was read yet; ${cluster} is covered from ${covered}`, EXIT.usage);
    }
    const { scratch, calls } = await this.#readAnew(since, until);
    const rollup = readMonthTotals({ layout, cluster, month });
    const accounting = readMonthTotals({ layout: this.#scratch(), cluster, month }) ?? new Map();
    const differences = compareTotals(rollup ?? new Map(), accounting);
    const known_less = rollup === null ? [] : knownLess(differences);
    const isEqual = differences.length === 0 && check.faults.length === 0;
    const found = jobsIn(accounting);
    const shrinks = known_less.length > 0 || found < Math.max(1, check.knownJobs ?? 0);
    const outcome = isEqual ? 'equal' : this.#outcome(shrinks);
    const findings = outcome === 'repaired' ? await this.#repair(scratch, shrinks || check.faults.length > 0) : [];
    await removeTree(this.#scratch().base);
    const { root, config } = this.#request;
    const place = { root, pseudonyms: config.pseudonyms, makeKey: true };
    const { publishedName } = await publishedNames(askingOf(this.#around), place);
    return {
      cluster,
      month,
      since: isoSeconds(since),
      until: isoSeconds(until),
      jobs: { rollup: rollup === null ? null : jobsIn(rollup), known: check.knownJobs, accounting: found },
      calls,
      damaged: check.faults.map(({ path, detail }) => ({ file: path, detail })),
      differences: differences.map((one) => ({ ...one, user: publishedName(one.user) })),
      known_less: known_less.map(publishedName),
      outcome,
      findings,
    };
  }

  /** Of a month whose days and filter were removed for their age only the month's file is looked at. */
  #check(): MonthCheck {
    const { layout, cluster } = this.#request;
    const check = checkMonth({ layout, cluster, month: this.#month });
    if (!isRemoved(this.#tick.store.cursor, this.#month)) return check;
    return { ...check, faults: check.faults.filter(({ path }) => path === layout.monthly(this.#month)) };
  }

  /** The month in work is polled first, as what is not covered yet cannot be compared. */
  async #catchUp(): Promise<void> {
    const { store, tasks, clock } = this.#tick;
    if (this.#month < monthOf(store.cursor.settled_until)) return;
    const slices = new SliceRunner(this.#tick, this.#around.signal);
    assertDone(await slices.run(catchUpPlan(store, { ...tasks, lateSweepDays: 0 }, nowSeconds(clock))), this.#month);
  }

  async #readAnew(since: number, until: number): Promise<{ scratch: ClusterStore; calls: number }> {
    const { openScratch, clock } = this.#tick;
    const open = (): Promise<ClusterStore> => openScratch('verify', this.#month, since);
    let scratch = await open();
    const age = nowSeconds(clock) - Date.parse(scratch.cursor.asof) / 1000;
    if (scratch.cursor.commit > 0 && (age > GO_ON_SECONDS || scratch.cursor.backfill_start !== since)) {
      await removeTree(this.#scratch().base);
      scratch = await open();
    }
    let jobs = 0;
    const slices = new SliceRunner(
      {
        ...this.#tick,
        onSlice: (_task, _report, cursor) =>
          this.#request.onProgress((cursor.covered_until - since) / Math.max(1, until - since), jobs),
        onCounted: (counts) => {
          jobs += counts.new;
        },
      },
      this.#around.signal,
    );
    assertDone(await slices.run(rebuildPlan(scratch, until)), this.#month);
    return { scratch, calls: slices.report.calls };
  }

  #outcome(shrinks: boolean): Verification['outcome'] {
    const { repair, allowShrink } = this.#request;
    if (!repair) return 'differs';
    return shrinks && !allowShrink ? 'refused' : 'repaired';
  }

  async #repair(scratch: ClusterStore, isKept: boolean): Promise<string[]> {
    const { root, config, cluster, layout } = this.#request;
    const { clock } = this.#around;
    const { store, log } = this.#tick;
    if (isKept) await keepMonthAside(layout, this.#month, clock.nowMs());
    await store.replaceMonth(this.#month, scratch);
    log.warn('month repaired', { month: this.#month, kept: isKept });
    await removeTree(scratchLayout(layout, 'rebuild', this.#month).base);
    return publish({ root, config, clock, cluster, layout, asking: askingOf(this.#around), store });
  }

  #scratch(): ClusterLayout {
    return scratchLayout(this.#request.layout, 'verify', this.#month);
  }
}

/**
 * Who has opted in again counts under their own name in accounting's answer: that is no loss, as long as there are as
 * many jobs in all.
 */
function knownLess(differences: readonly TotalsDifference[]): string[] {
  const more = differences.reduce((sum, { counters: { jobs } }) => sum + (jobs ? jobs.accounting - jobs.rollup : 0), 0);
  return usersKnownLess(differences).filter((user) => user !== OPTED_OUT || more < 0);
}

function lastComplete(cluster: string, { cursor }: ClusterStore): Month {
  const month = cursor.last_complete_month as Month | null;
  if (month !== null) return month;
  throw new KnownError(`${cluster} has no complete month yet: name one with --month YYYY-MM`, EXIT.usage);
}

function assertDone(stop: StopReason, month: Month): void {
  if (stop === 'caught-up') return;
  throw new KnownError(`${month} was not read to its end (${stop}); the same command within a day goes on from there`);
}
