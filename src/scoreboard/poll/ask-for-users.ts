import { monthOf } from '../../domain/calendar.ts';
import { parseUserName } from '../../domain/user-name.ts';
import { nowSeconds } from '../../platform/clock.ts';
import { knownAccounts } from '../../platform/known-accounts.ts';
import { type Discovery, saveDiscovery } from '../discovery/discovery-file.ts';
import { withoutHistory } from '../discovery/known-users.ts';
import { batchResults, fittingNames, owedNames, RETRY_AFTER_SECONDS, settleUsers } from '../discovery/owed-users.ts';
import { countableFrom } from '../rollups/cursor.ts';
import type { Interval } from '../sacct/sacct-args.ts';
import { SacctFailure } from '../sacct/sacct-failure.ts';
import { spanAfterTooMuch } from '../sacct/slice-span.ts';
import { awaitCall } from './await-call.ts';
import { pullSlice } from './pull-slice.ts';
import type { SliceParts, TickParts } from './tick-parts.ts';
import { addSlice, type TickReport } from './tick-report.ts';

/** What users are asked for with. */
export type AskParts = SliceParts & Pick<TickParts, 'store' | 'layout'> & { readonly discovery: Discovery };

/**
 * Asks for the history of users that no answer has brought: all of them in one call over the covered time, in halves
 * where that is too much. Each answer is committed by itself, and then written down in discovery.json: whatever ends
 * the tick, the next one goes on, and rows that come again are seen. A call that fails is no failure of the tick, whose
 * slices are read; it is made again an hour later. Adds to the report.
 */
export async function askForUsers(parts: AskParts, report: TickReport, signal: AbortSignal): Promise<void> {
  const asking = new Asking(parts, report, signal);
  while (await asking.begin()) {
    while (asking.isOpen()) {
      if ((await awaitCall(parts, report, signal)) !== null) return;
      if (!(await asking.call())) return;
      if (parts.limits.pauseMs > 0) await parts.clock.sleep(parts.limits.pauseMs, signal);
    }
  }
}

type Batch = NonNullable<Discovery['asking']>;

/** What sacct says of a name that the host does not know; it then answers nothing at all (22.05.8, tried). */
const NO_SUCH_USER = /Invalid user id: (\S+)/;

class Asking {
  readonly #parts: AskParts;
  readonly #report: TickReport;
  readonly #signal: AbortSignal;
  #discovery: Discovery;

  constructor(parts: AskParts, report: TickReport, signal: AbortSignal) {
    this.#parts = parts;
    this.#report = report;
    this.#signal = signal;
    this.#discovery = parts.discovery;
  }

  isOpen(): boolean {
    return this.#discovery.asking !== null;
  }

  /** Takes up the batch that a tick left, else all that are owed now. False when nobody is. */
  async begin(): Promise<boolean> {
    const { trouble } = this.#discovery;
    const sinceTrouble = trouble === null ? null : this.#now() - trouble.at;
    if (sinceTrouble !== null && sinceTrouble >= 0 && sinceTrouble < RETRY_AFTER_SECONDS) return false;
    const { cursor } = this.#parts.store;
    // A cursor that was lost, or a clock that was set back, may have left less time that is covered.
    if (this.isOpen() && this.#batch().until <= cursor.covered_until) return true;
    const since = Math.max(cursor.backfill_start, countableFrom(cursor));
    const until = cursor.covered_until;
    const owed = owedNames(this.#discovery.users, this.#now());
    if (owed.length === 0 || since >= until) return false;
    const names = fittingNames(await this.#askable(owed));
    const span_seconds = Math.min(until - since, this.#parts.span.longestSeconds ?? until - since);
    const asking: Batch = { names, next: since, until, span_seconds, jobs: {} };
    await this.#save({ asking: names.length === 0 ? null : asking });
    return names.length > 0;
  }

  /** Makes one call; false when none is to follow now. */
  async call(): Promise<boolean> {
    const { store, budget } = this.#parts;
    const batch = this.#batch();
    const interval = { since: batch.next, until: Math.min(batch.next + batch.span_seconds, batch.until) };
    await store.assertThere();
    await budget.take();
    this.#report.calls++;
    try {
      await this.#ask(batch, interval);
      return true;
    } catch (error) {
      if (!(error instanceof SacctFailure)) throw error;
      return this.#failed(batch, interval, error);
    }
  }

  async #ask(batch: Batch, interval: Interval): Promise<void> {
    const { pull, store, budget, span, memoryCeilingMib, log } = this.#parts;
    const jobs = new Map<string, number>();
    const wanted = new Set<string>(batch.names.map((name) => parseUserName(name) ?? ''));
    const least = interval.until - interval.since <= span.minSeconds;
    const { unit, rows, bytes } = await pullSlice(
      {
        ...pull,
        store,
        sacct: least ? { ...pull.sacct, memoryLimitMib: memoryCeilingMib } : pull.sacct,
        users: batch.names,
        isWanted: (user) => {
          jobs.set(user, (jobs.get(user) ?? 0) + 1);
          return wanted.has(user);
        },
      },
      interval,
      this.#signal,
    );
    await store.commit(unit, {});
    await budget.settle({ bytes, backOff: false });
    this.#report.bytes += bytes;
    addSlice(this.#report, rows, unit.counts);
    const { new: jobs_new, seen: jobs_seen } = unit.counts;
    const users = batch.names.length;
    log.info('users asked for', { ...told(interval), users, calls: 1, bytes, rows: rows.rows, jobs_new, jobs_seen });
    await this.#advance({ ...batch, next: interval.until, jobs: sumOf(batch, jobs) });
  }

  async #advance(batch: Batch): Promise<void> {
    if (batch.next < batch.until) return this.#save({ asking: batch, trouble: null });
    this.#report.users.asked += batch.names.length;
    const users = settleUsers(this.#discovery.users, batchResults(batch), this.#now());
    return this.#save({ asking: null, trouble: null, users });
  }

  async #failed(batch: Batch, interval: Interval, failure: SacctFailure): Promise<boolean> {
    const { budget, span, log } = this.#parts;
    const stranger = NO_SUCH_USER.exec(failure.message)?.[1];
    const isStranger = stranger !== undefined && batch.names.includes(stranger);
    const seconds = interval.until - interval.since;
    const hint = { seconds: batch.span_seconds, sawRows: true };
    const smaller = failure.kind === 'too-much' ? spanAfterTooMuch(hint, seconds, span) : null;
    this.#report.failed_calls++;
    await budget.settle({ bytes: 0, backOff: smaller === null && !isStranger && failure.kind !== 'no-tool' });
    log.warn('call failed', { phase: 'users', ...told(interval), failure: failure.kind, detail: failure.message });
    if (smaller !== null) await this.#save({ asking: { ...batch, span_seconds: smaller.seconds } });
    else if (isStranger) await this.#leaveOut(batch, stranger);
    else await this.#save({ trouble: { at: this.#now(), detail: failure.message } });
    return smaller !== null || isStranger;
  }

  async #leaveOut(batch: Batch, stranger: string): Promise<void> {
    const names = batch.names.filter((name) => name !== stranger);
    const users = settleUsers(this.#discovery.users, new Map([[stranger, UNKNOWN]]), this.#now());
    await this.#save({ asking: names.length === 0 ? null : { ...batch, names }, users });
  }

  /** Drops those that have got a history meanwhile, and those that this host does not know. */
  async #askable(owed: readonly string[]): Promise<string[]> {
    const { layout, pull } = this.#parts;
    const without = await withoutHistory(layout, owed);
    const known = await knownAccounts(pull.sacct.run, without, { env: pull.sacct.env, signal: this.#signal });
    const names = without.filter((name) => known === null || isAmong(known, name));
    const strangers = without.filter((name) => !names.includes(name));
    const settled = new Set(owed.filter((name) => !without.includes(name)));
    const left = this.#discovery.users.filter(({ name }) => !settled.has(name));
    const users = settleUsers(left, new Map(strangers.map((name) => [name, UNKNOWN])), this.#now());
    await this.#save({ users });
    return names;
  }

  async #save(changes: Partial<Discovery>): Promise<void> {
    this.#discovery = { ...this.#discovery, ...changes };
    this.#report.users.owed = owedNames(this.#discovery.users, this.#now()).length;
    await saveDiscovery(this.#parts.layout.discovery, this.#discovery);
  }

  #batch(): Batch {
    return this.#discovery.asking!;
  }

  #now(): number {
    return nowSeconds(this.#parts.clock);
  }
}

const UNKNOWN = { result: 'unknown', jobs: 0 } as const;

function isAmong(known: ReadonlySet<string>, name: string): boolean {
  return known.has(name) || known.has(parseUserName(name) ?? '');
}

/** Jobs by name as it is asked for; the answer has users without realm. */
function sumOf({ names, jobs }: Batch, more: ReadonlyMap<string, number>): Record<string, number> {
  const before = new Map(Object.entries(jobs));
  const sums = names.map((name): [string, number] => {
    return [name, (before.get(name) ?? 0) + (more.get(parseUserName(name) ?? '') ?? 0)];
  });
  return Object.fromEntries(sums.filter(([, count]) => count > 0));
}

function told({ since, until }: Interval): { month: string; since: number; until: number } {
  return { month: monthOf(since), since, until };
}
