import { DAY_SECONDS, isoSeconds, type Month, monthOf } from '../../domain/calendar.ts';
import { nowSeconds } from '../../platform/clock.ts';
import { EXIT } from '../../platform/exit-codes.ts';
import { KnownError } from '../../platform/known-error.ts';
import { removeTree } from '../../platform/remove-tree.ts';
import { catchUpPlan } from '../backfill/catch-up-plan.ts';
import { rebuildInterval, rebuildPlan } from '../backfill/rebuild-plan.ts';
import { OPTED_OUT } from '../privacy/opted-out.ts';
import { publishedNames } from '../privacy/published-names.ts';
import { checkMonth, jobsIn, type MonthCheck } from '../rollups/check-month.ts';
import type { ClusterStore } from '../rollups/cluster-store.ts';
import { compareTotals, type TotalsDifference, usersKnownLess } from '../rollups/compare-totals.ts';
import { isRemoved } from '../rollups/cursor.ts';
import { keepingMonthAside, setMonthAside } from '../rollups/keep-month-aside.ts';
import { readMonthTotals } from '../rollups/read-month-totals.ts';
import { type ClusterLayout, scratchLayout } from '../rollups/root-layout.ts';
import { askingOf } from './asking-of.ts';
import { hideOptedOut } from './hide-opted-out.ts';
import { publish } from './publish.ts';
import { SliceRunner } from './slice-runner.ts';
import type { TickParts } from './tick-parts.ts';
import type { StopReason } from './tick-report.ts';
import type { Surroundings } from './tick-surroundings.ts';
import type { Verification, VerifyRequest } from './verification.ts';
import { verifyUnreadMonth } from './verify-unread-month.ts';

/** An interrupted verification is gone on with when it began less than this ago. */
const GO_ON_SECONDS = DAY_SECONDS;

/** One verification of a month, whose cluster's lock is held. */
export class MonthVerification {
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
    const { since, until } = rebuildInterval(store.cursor, month, check);
    if (since >= until) {
      const setAside = (): Promise<string[]> => this.#setAside();
      return verifyUnreadMonth({ request: this.#request, month, cursor: store.cursor, check, setAside });
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
    // Accounting may name somebody new, whose home is to be looked into before they are printed.
    const asking = askingOf(this.#around);
    if (outcome !== 'repaired') await hideOptedOut(asking, this.#request, { store, freshOnly: true });
    const { root, config } = this.#request;
    const place = { root, pseudonyms: config.pseudonyms, makeKey: true };
    const { publishedName } = await publishedNames(asking, place);
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
    const { layout } = this.#request;
    const { clock } = this.#around;
    const { store, log } = this.#tick;
    const replace = (): Promise<void> => store.replaceMonth(this.#month, scratch);
    if (isKept) await keepingMonthAside({ layout, month: this.#month, nowMs: clock.nowMs() }, replace);
    else await replace();
    log.warn('month repaired', { month: this.#month, kept: isKept });
    return this.#publish();
  }

  async #setAside(): Promise<string[]> {
    await setMonthAside(this.#request.layout, this.#month, this.#around.clock.nowMs());
    this.#tick.log.warn('month set aside', { month: this.#month });
    return this.#publish();
  }

  /** Nothing is left to be made anew. */
  async #publish(): Promise<string[]> {
    const { root, config, cluster, layout } = this.#request;
    const { clock } = this.#around;
    const { store } = this.#tick;
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
