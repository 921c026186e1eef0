import type { Command } from 'commander';
import type { StaleRule } from '../../domain/stale-clusters.ts';
import { type Clock, nowSeconds } from '../../platform/clock.ts';
import { requireRoot } from '../config/required-settings.ts';
import type { ScoreboardConfig } from '../config/scoreboard-keys.ts';
import { type CommandParts, loadCommandConfig } from './scoreboard-command.ts';

/** What commands need that build or show boards. */
export type BoardCommandParts = CommandParts & {
  readonly clock: Clock;
};

/** The settings of a command that builds or shows boards. */
export type BoardSettings = {
  readonly root: string;
  readonly config: ScoreboardConfig;
  readonly rule: StaleRule;
};

/** Reads the settings. Throws KnownError (exit 2) when they are wrong or name no root. */
export async function boardSettings(parts: BoardCommandParts, command: Command): Promise<BoardSettings> {
  const { values: config } = await loadCommandConfig(parts, command);
  const rule = { nowSeconds: nowSeconds(parts.clock), staleAfterSeconds: config.stale_after_sec };
  return { root: requireRoot(config), config, rule };
}
