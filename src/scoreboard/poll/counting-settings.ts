import type { ScoreboardConfig } from '../config/scoreboard-keys.ts';
import type { RowSettings } from '../records/parse-job-row.ts';
import type { CountingSettings } from '../rollups/rollup-files.ts';
import { withoutSuffixOf } from '../sacct/slurm-facts.ts';

/** Clocks of hosts differ a little: an End this far ahead is still believed. */
const CLOCK_TOLERANCE_SECONDS = 86_400;

/** The settings that shape the numbers, as they are written into the rollups. */
export function countingSettings(config: ScoreboardConfig, slurmVersion: string | null): CountingSettings {
  const { reqmem_without_suffix: setting } = config;
  return {
    memory_base: config.memory_base,
    reqmem_without_suffix: setting === 'auto' ? withoutSuffixOf(slurmVersion) : setting,
    failure_states: [...config.failure_states, ...(config.count_cancelled_as_failure ? ['CANCELLED'] : [])],
    gpu_gres_names: [...config.gpu_gres_names],
    steps: config.steps,
  };
}

/** How rows are read under these settings, but for the clock that their times are by. */
export function rowSettings(settings: CountingSettings, nowSeconds: number): Omit<RowSettings, 'wallClock'> {
  return {
    memoryBase: settings.memory_base,
    reqMemWithoutSuffix: settings.reqmem_without_suffix,
    gpuNames: settings.gpu_gres_names,
    latestEnd: nowSeconds + CLOCK_TOLERANCE_SECONDS,
  };
}
