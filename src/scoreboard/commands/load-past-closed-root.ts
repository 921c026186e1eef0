import { resolve } from 'node:path';
import type { Command } from 'commander';
import { ConfigError } from '../../platform/config/config-error.ts';
import { readConfigText } from '../../platform/config/read-config-text.ts';
import { pathFacts } from '../../platform/path-facts.ts';
import { type LoadedConfig, loadScoreboardConfig } from '../config/load-scoreboard-config.ts';
import { type CommandParts, givenFlags, readCommandConfig } from './scoreboard-command.ts';

/**
 * The settings for a command that is to say what is wrong with a root: where `--root` or SLURM_SB_ROOT name a folder
 * that may not be looked into, its settings are left out, but it stays the root. Throws ConfigError for mistakes in
 * what can be read.
 */
export async function loadPastClosedRoot(
  parts: Pick<CommandParts, 'terminal'>,
  command: Command,
): Promise<LoadedConfig> {
  try {
    return await readCommandConfig(parts, command);
  } catch (error) {
    const { env, home } = parts.terminal;
    const { root = env.SLURM_SB_ROOT, config } = command.opts<{ root?: string; config?: string }>();
    if (!(error instanceof ConfigError) || root === undefined || (await pathFacts(root)).readable) throw error;
    const { SLURM_SB_ROOT: _, ...otherEnv } = env;
    const flags = givenFlags(command).filter(({ key }) => key !== 'root');
    const sources = { env: otherEnv, home, flags, configFile: config ?? null, readText: readConfigText };
    const loaded = await loadScoreboardConfig(sources);
    return { ...loaded, values: { ...loaded.values, root: resolve(root) } };
  }
}
