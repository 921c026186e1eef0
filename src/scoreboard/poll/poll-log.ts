import { join } from 'node:path';
import { addMonths, isMonth, type Month, monthOf } from '../../domain/calendar.ts';
import { type Clock, nowSeconds } from '../../platform/clock.ts';
import { entryFacts } from '../../platform/entry-facts.ts';
import type { FileOperations } from '../../platform/file-operations.ts';
import { type OpenLog, openJsonLog } from '../../platform/json-log.ts';
import { listNames } from '../../platform/list-names.ts';
import { removeIfThere } from '../../platform/remove-if-there.ts';
import type { ScoreboardConfig } from '../config/scoreboard-keys.ts';
import { fileModes } from '../privacy/file-modes.ts';
import type { ClusterLayout } from '../rollups/root-layout.ts';

/** Whose log, and how much it says. */
export type PollLogPlace = {
  readonly clock: Clock;
  readonly config: Pick<ScoreboardConfig, 'log_level' | 'pseudonyms'>;
  readonly cluster: string;
  readonly layout: ClusterLayout;
};

/** Opens this month's log of a cluster, `logs/poll-YYYY-MM.jsonl`; its folders are made group-writable. */
export async function openPollLog({ clock, config, cluster, layout }: PollLogPlace): Promise<OpenLog> {
  return openJsonLog({
    path: join(layout.logs, logName(monthOf(nowSeconds(clock)))),
    level: config.log_level,
    base: { cluster },
    mode: fileModes(config).file,
    nowIso: () => new Date(clock.nowMs()).toISOString(),
  });
}

/** What the removal of old logs works on. */
export type OldLogsParts = {
  readonly layout: Pick<ClusterLayout, 'logs'>;
  readonly ops: Pick<FileOperations, 'unlink'>;
  readonly keepMonths: number;
  readonly nowSeconds: number;
  /** When the newest run ended, in epoch seconds: the clock alone may be months ahead. */
  readonly newestSeconds: number;
};

/**
 * Removes logs of months more than `keepMonths` before this one and before the month of the newest run; returns their
 * names. What is no file stays.
 */
export async function removeOldLogs(parts: OldLogsParts): Promise<string[]> {
  const { layout, ops, keepMonths, nowSeconds: now, newestSeconds } = parts;
  const keptFrom = addMonths(monthOf(Math.min(now, newestSeconds)), -keepMonths);
  const removed: string[] = [];
  for (const name of (await listNames(layout.logs)).sort()) {
    const month = /^poll-(.*)\.jsonl$/.exec(name)?.[1] ?? '';
    const path = join(layout.logs, name);
    if (!isMonth(month) || month >= keptFrom || (await entryFacts(path))?.kind !== 'file') continue;
    await removeIfThere(ops, path);
    removed.push(name);
  }
  return removed;
}

function logName(month: Month): string {
  return `poll-${month}.jsonl`;
}
