import { isDeepStrictEqual } from 'node:util';
import { nowSeconds } from '../../platform/clock.ts';
import { realFileOperations } from '../../platform/file-operations.ts';
import type { ScoreboardConfig } from '../config/scoreboard-keys.ts';
import { findSacctmgr } from '../discovery/accounting-users.ts';
import { type Discovery, openDiscovery, saveDiscovery } from '../discovery/discovery-file.ts';
import { owedNames } from '../discovery/owed-users.ts';
import { removeOldMonths } from '../rollups/kept-months.ts';
import { askForUsers } from './ask-for-users.ts';
import { awaitCall } from './await-call.ts';
import { isAccountingDue, type LookParts, lookInAccounting, lookInHome, type UserLook } from './look-for-users.ts';
import { removeOldLogs } from './poll-log.ts';
import { TickError } from './tick-error.ts';
import type { TickParts } from './tick-parts.ts';
import type { TickReport } from './tick-report.ts';

/** What the end of a tick works with. */
export type AfterSlicesParts = TickParts & {
  readonly config: ScoreboardConfig;
  /** Slurm's own name of the cluster; null: it does not tell. */
  readonly slurmName: string | null;
};

/**
 * What a tick does after its slices (spec section 6): looks for users, asks for those without history, and removes
 * what is older than keep_months and keep_log_months. Calls are made, and files removed, only once nothing else is owed. Adds to the
 * report; a failure is thrown with it as {@link TickError}.
 */
export async function afterSlices(parts: AfterSlicesParts, report: TickReport, signal: AbortSignal): Promise<void> {
  if (report.stopped === 'interrupted') return;
  try {
    const isCaughtUp = report.stopped === 'caught-up';
    if (parts.config.discovery) await discover(parts, { report, signal, isCaughtUp });
    if (isCaughtUp) await retain(parts, report);
  } catch (error) {
    if (!signal.aborted) throw new TickError(error, { ...report, stopped: 'failed' });
    report.stopped = 'interrupted';
  }
}

type Round = { readonly report: TickReport; readonly signal: AbortSignal; readonly isCaughtUp: boolean };

async function discover(parts: AfterSlicesParts, round: Round): Promise<void> {
  const { clock, cluster, layout, log } = parts;
  const { report, signal, isCaughtUp } = round;
  const place = { path: layout.discovery, cluster, nowMs: clock.nowMs() };
  const before = await openDiscovery(place);
  const { discovery, discovered } = await look(parts, round, before);
  report.users.discovered = discovered;
  report.users.owed = owedNames(discovery.users, nowSeconds(clock)).length;
  if (discovered > 0) log.info('users discovered', { users: discovered, owed: report.users.owed });
  if (!isDeepStrictEqual(discovery, before)) await saveDiscovery(layout.discovery, discovery);
  if (isCaughtUp) await askForUsers({ ...parts, discovery }, report, signal);
}

async function look(
  parts: AfterSlicesParts,
  { report, signal, isCaughtUp }: Round,
  before: Discovery,
): Promise<UserLook> {
  const { config, layout, clock, budget, slurmName, log } = parts;
  const lookParts: LookParts = { clock, config, layout, budget, sacct: parts.pull.sacct };
  const home = await lookInHome(lookParts, before);
  const fault = home.discovery.home?.fault ?? null;
  if (fault !== null && fault !== before.home?.fault)
    log.warn('no homes to look at', { folder: config.home_folder, detail: fault });
  const isDue = isCaughtUp && slurmName !== null && isAccountingDue(home.discovery, nowSeconds(clock));
  const sacctmgr = isDue ? await findSacctmgr(parts.pull.sacct) : null;
  if (sacctmgr === null || slurmName === null || (await awaitCall(parts, report, signal)) !== null) return home;
  report.calls++;
  const all = await lookInAccounting(lookParts, home.discovery, { sacctmgr, slurmName, signal });
  const failed = all.discovery.accounting?.fault ?? null;
  if (failed !== null) log.warn('accounting did not tell its users', { detail: failed });
  return { discovery: all.discovery, discovered: home.discovered + all.discovered };
}

async function retain({ store, layout, config, clock, log }: AfterSlicesParts, report: TickReport): Promise<void> {
  const place = { layout, ops: realFileOperations, nowSeconds: nowSeconds(clock) };
  const newestSeconds = Math.max(0, store.cursor.counted_until - 1);
  const logs = await removeOldLogs({ ...place, newestSeconds, keepMonths: config.keep_log_months });
  if (logs.length > 0) log.info('old logs removed', { files: logs.length });
  const removed = await removeOldMonths({ ...place, store, keepMonths: config.keep_months });
  report.removed_files = removed.length;
  if (removed.length > 0) log.info('old months removed', { files: removed.length, kept_from: store.cursor.kept_from });
}
