import { expect, test } from 'vitest';
import type { Counts } from './counts.ts';
import { runStep } from './run-step.ts';

const PRINT_BOTH = 'console.log("one"); console.error("two");';
const writeCounts = (counts: Counts, exitCode: number): string =>
  `require("fs").writeFileSync(process.env.SLURM_SB_COUNTS_FILE, '${JSON.stringify(counts)}'); process.exit(${exitCode})`;

const CHECKS: [string, string[], { ok: boolean; output: string; counts: Counts }][] = [
  ['passed', ['node', '-e', PRINT_BOTH], { ok: true, output: '', counts: { passed: 1, failed: 0, skipped: 0 } }],
  [
    'failed and shows what it printed',
    ['node', '-e', `${PRINT_BOTH} process.exit(3)`],
    { ok: false, output: 'one\ntwo\n', counts: { passed: 0, failed: 1, skipped: 0 } },
  ],
  ['was killed', ['sh', '-c', 'kill -9 $$'], { ok: false, output: '', counts: { passed: 0, failed: 1, skipped: 0 } }],
  [
    'could not be started',
    ['no-such-program'],
    { ok: false, output: 'Error: spawn no-such-program ENOENT\n', counts: { passed: 0, failed: 1, skipped: 0 } },
  ],
];

test.each(CHECKS)('a check that %s', async (_, command, expected) => {
  expect(await runStep({ name: 'x', title: 'x', command })).toMatchObject(expected);
});

const TESTS: [string, string, { ok: boolean; counts: Counts }][] = [
  [
    'passed tell their counts',
    writeCounts({ passed: 5, failed: 0, skipped: 2 }, 0),
    { ok: true, counts: { passed: 5, failed: 0, skipped: 2 } },
  ],
  [
    'failed tell their counts',
    writeCounts({ passed: 5, failed: 3, skipped: 0 }, 1),
    { ok: false, counts: { passed: 5, failed: 3, skipped: 0 } },
  ],
  [
    'failed by skipping count one failure',
    writeCounts({ passed: 5, failed: 0, skipped: 2 }, 1),
    { ok: false, counts: { passed: 5, failed: 1, skipped: 2 } },
  ],
  ['came to no end count one failure', 'process.exit(1)', { ok: false, counts: { passed: 0, failed: 1, skipped: 0 } }],
];

test.each(TESTS)('tests that %s', async (_, script, expected) => {
  const step = { name: 'x', title: 'x', command: ['node', '-e', script], isTests: true };
  expect(await runStep(step)).toMatchObject(expected);
});
