import type { Command } from 'commander';
import type { StaleRule } from '../../domain/stale-clusters.ts';
import { type Clock, nowSeconds } from '../../platform/clock.ts';
import type { RunProcess } from '../../platform/run-process.ts';
import { requireRoot } from '../config/required-settings.ts';
import type { ScoreboardConfig } from '../config/scoreboard-keys.ts';
import type { ReaderParts } from '../leaderboards/shown-board.ts';
import { type CommandParts, loadCommandConfig } from './scoreboard-command.ts';

/** What commands need that build or show boards. */
export type BoardCommandParts = CommandParts & {
  readonly clock: Clock;
  /** Asks the system who has opted out by a file. */
  readonly run: RunProcess;
};

/** The settings of a command that builds or shows boards. */
export type BoardSettings = {
  readonly root: string;
  readonly config: ScoreboardConfig;
  readonly rule: StaleRule;
  readonly reader: ReaderParts;
};

/** Reads the settings. Throws KnownError (exit 2) when they are wrong or name no root. */
export async function boardSettings(parts: BoardCommandParts, command: Command): Promise<BoardSettings> {
  const { values: config } = await loadCommandConfig(parts, command);
  const rule = { nowSeconds: nowSeconds(parts.clock), staleAfterSeconds: config.stale_after_sec };
  const reader = { asking: { run: parts.run, env: parts.terminal.env }, pseudonyms: config.pseudonyms };
  return { root: requireRoot(config), config, rule, reader };
}
