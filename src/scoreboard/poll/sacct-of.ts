import { slurmEnvironment } from '../../platform/slurm-environment.ts';
import type { ScoreboardConfig } from '../config/scoreboard-keys.ts';
import type { Sacct } from '../sacct/ask-sacct.ts';
import type { Surroundings } from './tick-surroundings.ts';

/** The sacct of a cluster as its configuration says; its memory limit is the ceiling. */
export function sacctOf({
  config,
  run,
  terminal,
}: Pick<Surroundings, 'run' | 'terminal'> & { config: ScoreboardConfig }): Sacct {
  return {
    run,
    file: config.sacct_path,
    env: slurmEnvironment(terminal.env, config.slurm_conf),
    timeoutMs: config.call_timeout_sec * 1000,
    memoryLimitMib: config.sacct_memory_limit_mb,
    ignoreStderr: config.ignore_stderr,
  };
}
