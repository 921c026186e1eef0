import { ConfigError } from '../../../src/platform/config/config-error.ts';
import type { ConfigSources } from '../../../src/platform/config/load-config.ts';
import { loadScoreboardConfig } from '../../../src/scoreboard/config/load-scoreboard-config.ts';

export const HOME_FILE = '/home/ada/.slurm_scoreboard/config.yaml';
export const ROOT_FILE = '/r/config/config.yaml';
export const POLICY_FILE = '/r/config/policy.json';

/** What a test sets; files are text by path. */
export type Given = Partial<Pick<ConfigSources, 'env' | 'flags' | 'configFile'>> & {
  readonly files?: Readonly<Record<string, string>>;
};

/** Sources of settings without a disk; the home folder is /home/ada. */
export function inMemorySources({ files = {}, env = {}, flags = [], configFile = null }: Given): ConfigSources {
  return {
    env,
    flags,
    configFile,
    home: '/home/ada',
    readText: async (path) => {
      const text = files[path];
      return text === undefined ? { kind: 'missing' } : { kind: 'text', text };
    },
  };
}

/** The lines of the error that such sources give; none when they are good. */
export async function problemLines(given: Given): Promise<string[]> {
  try {
    await loadScoreboardConfig(inMemorySources(given));
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split('\n');
    throw error;
  }
}
