import { DAY_SECONDS, dayOf, isMonth, type Month } from '../../domain/calendar.ts';
import { nowSeconds } from '../../platform/clock.ts';
import { isThere } from '../../platform/is-there.ts';
import { listFolders } from '../../platform/list-folders.ts';
import { removeLoneFiles } from '../../platform/lone-file.ts';
import { keepingAside, quarantine } from '../../platform/quarantine.ts';
import { removeTree } from '../../platform/remove-tree.ts';
import { rebuildInterval, rebuildPlan } from '../backfill/rebuild-plan.ts';
import { checkMonth, type MonthCheck } from '../rollups/check-month.ts';
import type { ClusterStore } from '../rollups/cluster-store.ts';
import { isRemoved } from '../rollups/cursor.ts';
import { DamagedMonthError, type MonthFault } from '../rollups/damaged-month-error.ts';
import { looksWhole, monthsThere } from '../rollups/glance-at-months.ts';
import { setMonthAside } from '../rollups/keep-month-aside.ts';
import { scratchLayout } from '../rollups/root-layout.ts';
import { RefusedRebuildError } from './refused-rebuild-error.ts';
import type { SliceRunner } from './slice-runner.ts';
import type { TickParts } from './tick-parts.ts';
import type { StopReason } from './tick-report.ts';

/** A month that accounting knows less of than was known before is asked for again after so long. */
const ASK_AGAIN_SECONDS = 7 * DAY_SECONDS;

/**
 * Makes damaged months anew (spec T6). A month of which a file cannot be trusted is noted by a folder in
 * `state/rebuild`, read again from accounting into a store in there over as many slices and ticks as it takes, and put
 * in place of the damaged one by one commit. It never becomes less than what is known of it: see RefusedRebuildError.
 */
export class MonthMending {
  readonly #parts: TickParts;
  readonly #slices: SliceRunner;
  /** Months that were dealt with in this tick. */
  readonly #dealtWith = new Set<Month>();

  constructor(parts: TickParts, slices: SliceRunner) {
    this.#parts = parts;
    this.#slices = slices;
  }

  /**
   * Once a UTC day: looks at the files of all months, also of those that nobody reads any more, and removes what
   * programs left that were ended while they wrote. At each tick: at months of which both rollups are gone, as boards
   * would say less without a word.
   */
  async look(): Promise<void> {
    const { store, layout, cluster, clock } = this.#parts;
    const today = dayOf(nowSeconds(clock));
    const isLooked = store.cursor.looked_day === today;
    for (const month of await monthsThere(layout)) {
      if (isRemoved(store.cursor, month)) continue;
      const isGone = !isThere(layout.daily(month)) && !isThere(layout.monthly(month));
      if (isLooked ? isGone : !looksWhole(layout, cluster, month)) await this.#lookAt(month);
    }
    if (isLooked) return;
    await store.commit(null, { looked_day: today });
    await this.#sweep();
  }

  async #lookAt(month: Month): Promise<void> {
    const { store, layout, cluster } = this.#parts;
    const check = checkMonth({ layout, cluster, month });
    const { faults } = check;
    if (await this.#dropStrangers(month, check)) return;
    const others = faults.filter(({ path }) => path !== layout.monthly(month));
    if (faults.some(({ fault }) => fault === 'newer')) return;
    if (faults.length > 0 && others.length === 0) await store.rewriteMonthly(month);
    for (const fault of others) await this.begin(fault);
  }

  /** Removes what killed programs left; the cursor was written just now. */
  async #sweep(): Promise<void> {
    const { layout, log } = this.#parts;
    const { base, state, seen, monthlyFolder, dailyFolder, users, boards } = layout;
    const folders = [base, state, seen, monthlyFolder, dailyFolder, users, boards];
    const files = await removeLoneFiles(folders, layout.cursor);
    if (files > 0) log.info('leftovers removed', { files });
  }

  /** Whether a month can be made anew: not one of a newer version, and once in a tick. */
  canMend({ fault, month }: MonthFault): boolean {
    return fault !== 'newer' && !this.#dealtWith.has(month);
  }

  /** Sets a file aside that cannot be read, and notes its month. */
  async begin({ path, month, fault, detail }: MonthFault): Promise<void> {
    const { store, log, clock } = this.#parts;
    await store.markForRebuild(month);
    const kept = fault === 'damaged' ? await quarantine(path, clock.nowMs()) : null;
    log.error('month damaged', { month, path, detail, kept });
  }

  /** Goes on with the months whose files can be read, but do not agree. Throws RefusedRebuildError. */
  async mendDoubted(): Promise<StopReason> {
    const { layout, cluster } = this.#parts;
    for (const month of await this.#noted()) {
      const check = checkMonth({ layout, cluster, month });
      if (await this.#dropStrangers(month, check)) continue;
      const stop = check.faults.some(({ fault }) => fault === 'disagrees') ? await this.mend(month) : 'caught-up';
      if (stop !== 'caught-up') return stop;
    }
    return 'caught-up';
  }

  /** Goes on with all months that are noted. One that accounting knows too little of does not keep the others. */
  async mendAll(): Promise<StopReason> {
    for (const month of await this.#noted()) {
      try {
        const stop = await this.mend(month);
        if (stop !== 'caught-up') return stop;
      } catch (error) {
        if (!(error instanceof RefusedRebuildError)) throw error;
        this.#parts.log.error('month not made anew', { month, found: error.foundJobs, known: error.knownJobs });
      }
    }
    return 'caught-up';
  }

  async #noted(): Promise<Month[]> {
    return ((await listFolders(this.#parts.layout.rebuild)) ?? []).filter(isMonth);
  }

  /**
   * Goes on with one month. Returns `caught-up` when it is whole, else why no further call may be made. Throws
   * RefusedRebuildError.
   */
  async mend(month: Month): Promise<StopReason> {
    if (this.#dealtWith.has(month)) return 'caught-up';
    const { layout, cluster } = this.#parts;
    const check = checkMonth({ layout, cluster, month });
    if ((await this.#dropStrangers(month, check)) || isRemoved(this.#parts.store.cursor, month)) {
      return this.#clear(month);
    }
    // Whole again: put back from a backup, or swapped by a tick that was killed before it could clear up.
    if (check.faults.length === 0 && check.knownJobs !== null) return this.#clear(month);
    if (check.faults.some(({ fault }) => fault === 'newer')) return 'caught-up';
    return this.#readAnew(month, check);
  }

  async #readAnew(month: Month, check: MonthCheck): Promise<StopReason> {
    const { store, layout, openScratch, clock } = this.#parts;
    const { since, until } = rebuildInterval(store.cursor, month, check);
    const open = (): Promise<ClusterStore> => openScratch('rebuild', month, since);
    let scratch = await this.#openSafely(month, open);
    const age = nowSeconds(clock) - Date.parse(scratch.cursor.asof) / 1000;
    if (scratch.cursor.covered_until >= until && scratch.cursor.commit > 0 && age > ASK_AGAIN_SECONDS) {
      await removeTree(scratchLayout(layout, 'rebuild', month).base);
      scratch = await open();
    }
    const stop = await this.#readInto(month, { scratch, until, open });
    if (stop !== 'caught-up') return stop;
    await this.#putInPlace(month, await open(), check);
    return 'caught-up';
  }

  /** A scratch store that is itself damaged is begun again. */
  async #openSafely(month: Month, open: () => Promise<ClusterStore>): Promise<ClusterStore> {
    const base = scratchLayout(this.#parts.layout, 'rebuild', month).base;
    try {
      return await open();
    } catch {
      await removeTree(base);
      return open();
    }
  }

  async #readInto(
    month: Month,
    { scratch, until, open }: { scratch: ClusterStore; until: number; open: () => Promise<ClusterStore> },
  ): Promise<StopReason> {
    try {
      return await this.#slices.run(rebuildPlan(scratch, until));
    } catch (error) {
      if (!(error instanceof DamagedMonthError)) throw error;
      await removeTree(scratchLayout(this.#parts.layout, 'rebuild', month).base);
      return this.#slices.run(rebuildPlan(await open(), until));
    }
  }

  async #putInPlace(month: Month, scratch: ClusterStore, { knownJobs, faults }: MonthCheck): Promise<void> {
    const { store, cluster, layout, log, clock } = this.#parts;
    this.#dealtWith.add(month);
    const made = checkMonth({ layout: scratchLayout(layout, 'rebuild', month), cluster, month });
    const foundJobs = made.knownJobs ?? 0;
    if (foundJobs < (knownJobs ?? 1)) throw new RefusedRebuildError({ cluster, month, foundJobs, knownJobs });
    const damaged = faults.filter(({ fault }) => fault === 'damaged').map(({ path }) => path);
    await keepingAside(damaged, clock.nowMs(), () => store.replaceMonth(month, scratch));
    await removeTree(scratchLayout(layout, 'rebuild', month).base);
    this.#slices.report.rebuilt_months.push(month);
    log.warn('month made anew', { month, jobs: foundJobs, known: knownJobs });
  }

  /**
   * Files of other months or clusters in the place of a month of which nothing was ever read, as copies are: they are set
   * aside, and with them goes all that there was to make anew. True when that was so.
   */
  async #dropStrangers(month: Month, check: MonthCheck): Promise<boolean> {
    const { store, layout, log, clock } = this.#parts;
    const { since, until } = rebuildInterval(store.cursor, month, check);
    if (check.holds !== 'strangers' || since < until) return false;
    await setMonthAside(layout, month, clock.nowMs());
    log.error('month of something else set aside', { month, details: check.faults.map(({ detail }) => detail) });
    await this.#clear(month);
    return true;
  }

  async #clear(month: Month): Promise<StopReason> {
    this.#dealtWith.add(month);
    await removeTree(scratchLayout(this.#parts.layout, 'rebuild', month).base);
    return 'caught-up';
  }
}
