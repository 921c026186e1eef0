import { join } from 'node:path';
import { dayOf } from '../../domain/calendar.ts';
import { type Clock, nowSeconds } from '../../platform/clock.ts';
import { type OpenLog, openJsonLog } from '../../platform/json-log.ts';
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
  const month = dayOf(nowSeconds(clock)).slice(0, 7);
  return openJsonLog({
    path: join(layout.logs, `poll-${month}.jsonl`),
    level: config.log_level,
    base: { cluster },
    mode: fileModes(config).file,
    nowIso: () => new Date(clock.nowMs()).toISOString(),
  });
}
