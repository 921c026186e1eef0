import { DAY_SECONDS } from '../../domain/calendar.ts';
import type { CallBudget } from '../../platform/call-budget.ts';
import { type Clock, nowSeconds } from '../../platform/clock.ts';
import type { ScoreboardConfig } from '../config/scoreboard-keys.ts';
import { accountingUsers } from '../discovery/accounting-users.ts';
import { isAskableName } from '../discovery/askable-name.ts';
import type { Discovery } from '../discovery/discovery-file.ts';
import { lookAtHome } from '../discovery/home-users.ts';
import { hasUserFile, withoutHistory } from '../discovery/known-users.ts';
import { addFound, RETRY_AFTER_SECONDS } from '../discovery/owed-users.ts';
import type { ClusterLayout } from '../rollups/root-layout.ts';
import type { Sacct } from '../sacct/ask-sacct.ts';

/** What users are looked for with. */
export type LookParts = {
  readonly clock: Clock;
  readonly config: ScoreboardConfig;
  readonly layout: ClusterLayout;
  readonly sacct: Sacct;
  readonly budget: CallBudget;
};

/** What a look found. */
export type UserLook = { readonly discovery: Discovery; readonly discovered: number };

/** Looks for new home folders; no call of Slurm. */
export async function lookInHome(parts: LookParts, before: Discovery): Promise<UserLook> {
  const { config, layout, clock } = parts;
  const listed = new Set(before.users.filter(({ from }) => from.includes('home')).map(({ name }) => name));
  const { names, home } = await lookAtHome(before.home, {
    folder: config.home_folder,
    deny: config.home_deny,
    minUid: config.home_min_uid,
    nowMs: clock.nowMs(),
    isKnown: async (name) => listed.has(name) || hasUserFile(layout, name),
  });
  return queue(parts, { ...before, home }, names, 'home');
}

/** Asks accounting for its users, which is one call; the caller has made sure that one may be made. */
export async function lookInAccounting(
  parts: LookParts,
  before: Discovery,
  { sacctmgr, slurmName, signal }: { sacctmgr: string; slurmName: string; signal: AbortSignal },
): Promise<UserLook> {
  const { config, sacct, budget, clock } = parts;
  await budget.take();
  const told = await accountingUsers(sacct, { sacctmgr, slurmName, signal });
  signal.throwIfAborted();
  await budget.settle({ bytes: 0, backOff: false });
  const asked_at = nowSeconds(clock);
  if (!told.ok) {
    return { discovery: { ...before, accounting: { asked_at, users: null, fault: told.detail } }, discovered: 0 };
  }
  const names = told.names.filter((name) => isAskableName(name) && !config.home_deny.includes(name));
  const accounting = { asked_at, users: told.names.length, fault: null };
  return queue(parts, { ...before, accounting }, names, 'accounting');
}

/** Accounting is asked once a day; after a failure again in an hour. */
export function isAccountingDue({ accounting }: Discovery, now: number): boolean {
  if (accounting === null || accounting.asked_at > now) return true;
  return now - accounting.asked_at >= (accounting.fault === null ? DAY_SECONDS : RETRY_AFTER_SECONDS);
}

/** Only users without history are written down. */
async function queue(
  { layout, clock }: LookParts,
  before: Discovery,
  names: readonly string[],
  from: 'home' | 'accounting',
): Promise<UserLook> {
  const known = new Set(before.users.map(({ name }) => name));
  const fresh = await withoutHistory(
    layout,
    names.filter((name) => !known.has(name)),
  );
  const found = [...names.filter((name) => known.has(name)), ...fresh];
  const users = addFound(before.users, found, { from, at: nowSeconds(clock) });
  return { discovery: { ...before, users }, discovered: fresh.length };
}
