import { writeFileSync } from 'node:fs';
import type { Reporter, SerializedError, TestModule } from 'vitest/node';
import { readRows, trustTable } from '../trust/table.ts';
import { type Counts, countLine, isCi } from './counts.ts';

type KindCounts = Counts & { files: number };

const ORDER = ['unit', 'property', 'golden', 'process', 'crash', 'slurm', 'terminal', 'gate', 'trust'];

const SLURM_HINT =
  'slurm tests skipped: they need two real clusters; as root: eval "$(test/slurm/up.sh /tmp/sb)" && test/slurm/jobs.sh /tmp/sb';

const TERMINAL_HINT = 'terminal tests skipped: they need tmux';

/**
 * Ends a vitest run with a table of counts by kind of test (the project's name). The last line, `N passed, N failed`,
 * is left to test/check.ts when that has named a file for the counts in SLURM_SB_COUNTS_FILE. Where CI is set a
 * skipped test fails the run.
 */
export default class KindReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const kinds = countKinds(modules);
    const total = sum([...kinds.values()], unhandled.length);
    const campaigns = readRows(process.env.SLURM_SB_TRUST_FILE ?? '');
    const lines = [...(campaigns.length > 0 ? ['', trustTable(campaigns)] : ['']), ...table(kinds, total)];
    if (unhandled.length > 0) lines.push(`${unhandled.length} errors outside of any test count as failed`);
    if ((kinds.get('slurm')?.skipped ?? 0) > 0 && !process.env.SLURM_SB_TEST_BASE) lines.push(SLURM_HINT);
    const terminal = kinds.get('terminal');
    if (terminal !== undefined && terminal.passed + terminal.failed === 0) lines.push(TERMINAL_HINT);
    if (isCi(process.env) && total.skipped > 0) {
      lines.push('skipped tests are failures where CI is set');
      process.exitCode = 1;
    }
    const file = process.env.SLURM_SB_COUNTS_FILE;
    if (file === undefined) lines.push(countLine(total));
    else writeFileSync(file, JSON.stringify(total));
    process.stdout.write(`${lines.join('\n')}\n`);
  }
}

function countKinds(modules: readonly TestModule[]): Map<string, KindCounts> {
  const kinds = new Map<string, KindCounts>();
  for (const module of modules) {
    const kind = kinds.get(module.project.name) ?? { files: 0, passed: 0, failed: 0, skipped: 0 };
    kinds.set(module.project.name, kind);
    kind.files += 1;
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      // A test that never ran to its end is no pass.
      kind[state === 'pending' ? 'failed' : state] += 1;
    }
    kind.failed += brokenParts(module);
  }
  return kinds;
}

/** Files and suites that failed outside of a test: on import or in a hook. */
function brokenParts(module: TestModule): number {
  const suites = [...module.children.allSuites()];
  return [module, ...suites].filter((part) => part.errors().length > 0).length;
}

function sum(kinds: readonly KindCounts[], unhandled: number): KindCounts {
  const total = { files: 0, passed: 0, failed: unhandled, skipped: 0 };
  for (const kind of kinds) {
    total.files += kind.files;
    total.passed += kind.passed;
    total.failed += kind.failed;
    total.skipped += kind.skipped;
  }
  return total;
}

function table(kinds: ReadonlyMap<string, KindCounts>, total: KindCounts): string[] {
  const names = [...new Set([...ORDER, ...kinds.keys()])].filter((name) => kinds.has(name));
  const rows = [...names.map((name) => ({ name, ...kinds.get(name)! })), { name: 'all', ...total }];
  const cell = (value: string | number): string => String(value).padStart(9);
  return [
    `${'kind'.padEnd(10)}${['files', 'passed', 'failed', 'skipped'].map(cell).join('')}`,
    ...rows.map((row) => row.name.padEnd(10) + [row.files, row.passed, row.failed, row.skipped].map(cell).join('')),
  ];
}
