import { expect, test } from 'vitest';
import { requireCluster, requireRoot } from '../../../src/scoreboard/config/required-settings.ts';

test('C16 what a command needs and nobody set is said with its remedies, exit 2', () => {
  expect(requireRoot({ root: '/r' })).toBe('/r');
  expect(requireCluster({ cluster: 'bell' })).toBe('bell');
  expect(() => requireRoot({ root: null })).toThrow(
    expect.objectContaining({
      exitCode: 2,
      message:
        'no root is set: give --root DIR, set SLURM_SB_ROOT, or write `root: DIR` into ~/.slurm_scoreboard/config.yaml',
    }),
  );
  expect(() => requireCluster({ cluster: null })).toThrow(
    expect.objectContaining({
      exitCode: 2,
      message:
        'no cluster is set: give --cluster NAME, set SLURM_SB_CLUSTER, or write `cluster: NAME` into the config file',
    }),
  );
});
