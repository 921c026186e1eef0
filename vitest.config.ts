import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { isCi } from './test/house/counts.ts';
import { isFullCampaign } from './test/trust/trials.ts';

/**
 * A kind of test is the last word before `.test.ts`. Kinds of one group run side by side, groups one after another.
 * The kinds: unit; property (fast-check); golden (fixtures with totals worked out by hand); process (real child
 * processes and the built program); crash (cuts and kills); slurm (the real clusters of test/slurm/up.sh); terminal
 * (the built viewer in tmux, one file at a time); gate (what commands cost, one file at a time, against test/gate/limits.ts);
 * trust (campaigns of faults, see docs/trust.md).
 */
const KINDS = [
  { name: 'unit', group: 0, timeoutMs: 60_000 },
  { name: 'property', group: 0, timeoutMs: 60_000 },
  { name: 'golden', group: 0, timeoutMs: 60_000 },
  { name: 'process', group: 1, timeoutMs: 120_000 },
  { name: 'crash', group: 1, timeoutMs: 120_000 },
  { name: 'slurm', group: 2, timeoutMs: isFullCampaign ? 14_400_000 : 300_000 },
  { name: 'terminal', group: 3, timeoutMs: 120_000 },
  { name: 'gate', group: 4, timeoutMs: 300_000 },
  { name: 'trust', group: 5, timeoutMs: isFullCampaign ? 14_400_000 : 600_000 },
];
const SPECIAL = KINDS.map((kind) => kind.name).filter((name) => name !== 'unit');

const house = (file: string): string => join(import.meta.dirname, 'test/house', file);
/** Kinds that cannot be run here. Where CI is set tmux is not asked for: without it the tests fail. */
const MISSING = {
  slurm: (process.env.SLURM_SB_TEST_BASE ?? '') === '',
  terminal: !isCi(process.env) && spawnSync('tmux', ['-V']).status !== 0,
};

export default defineConfig({
  test: {
    globalSetup: house('temp-folder.ts'),
    reporters: ['default', house('kind-reporter.ts')],
    projects: KINDS.map(({ name, group, timeoutMs }) => ({
      test: {
        name,
        include: [name === 'unit' ? 'test/**/*.test.{ts,tsx}' : `test/**/*.${name}.test.{ts,tsx}`],
        exclude: name === 'unit' ? SPECIAL.map((special) => `test/**/*.${special}.test.{ts,tsx}`) : [],
        testTimeout: timeoutMs,
        hookTimeout: timeoutMs,
        sequence: { groupOrder: group },
        // One cluster pair for all: files of this kind would see each other's jobs. Terminals and the gate want a quiet machine.
        maxWorkers: name in MISSING || name === 'gate' ? 1 : '100%',
        ...(name in MISSING && MISSING[name as keyof typeof MISSING] ? { runner: house('skip-runner.ts') } : {}),
      },
    })),
  },
});
