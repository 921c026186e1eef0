import { type ConfigSources, loadConfig } from '../../platform/config/load-config.ts';
import type { Config } from '../../platform/config/merge-layers.ts';
import { policyLayer } from './policy-layer.ts';
import { SCOREBOARD_KEYS } from './scoreboard-keys.ts';

/** The scoreboard's settings with where each came from, the files looked for, and warnings. */
export type LoadedConfig = Config<typeof SCOREBOARD_KEYS.rows>;

/**
 * Reads the scoreboard's settings. Weakest first: defaults, `<root>/config/config.yaml`, the chosen cluster's part of
 * `<root>/config/policy.json`, `~/.slurm_scoreboard/config.yaml` or the file of `--config`, `SLURM_SB_*`, flags.
 * Throws ConfigError (exit 2) with everything that is wrong in any of them.
 */
export function loadScoreboardConfig(sources: ConfigSources): Promise<LoadedConfig> {
  return loadConfig(sources, SCOREBOARD_KEYS, (root, setting) => {
    const cluster = setting('cluster');
    return policyLayer(sources, root, typeof cluster === 'string' ? cluster : null);
  });
}
