/**
 * Checks everything, in this order, and goes on after a failure.
 * usage: npm test -- [--only STEP[,STEP]] [filters and options of vitest]
 * The last line counts tests, and each of the other steps as one: `N passed, N failed`, `, N skipped` where any are.
 */
import { parseCheckArgs } from './house/check-args.ts';
import { type Counts, countLine } from './house/counts.ts';
import { runStep, type Step, type StepResult } from './house/run-step.ts';

const STEPS: Step[] = [
  { name: 'lint', title: 'format and lint', command: ['biome', 'ci', '--colors=off', '.'] },
  { name: 'types', title: 'types', command: ['tsc', '-p', '.'] },
  { name: 'dead-code', title: 'dead code, unused dependencies', command: ['knip'] },
  { name: 'generated', title: 'generated files', command: ['node', 'test/generate.ts', '--check'] },
  { name: 'build', title: 'build', command: ['node', 'build.ts'] },
  { name: 'vitest', title: 'tests, layers', command: ['vitest', 'run'], isTests: true },
];

const args = parseCheckArgs(
  process.argv.slice(2),
  STEPS.map((step) => step.name),
);
if (!args.ok) {
  process.stderr.write(`${args.message}\n`);
  process.exit(2);
}

const results: StepResult[] = [];
for (const step of STEPS.filter(({ name }) => args.only.includes(name))) {
  const command = step.isTests ? [...step.command, ...args.vitest] : step.command;
  const result = await runStep({ ...step, command });
  process.stdout.write(`${result.output}${line(result)}\n`);
  results.push(result);
}

const total: Counts = { passed: 0, failed: 0, skipped: 0 };
for (const { counts } of results) {
  total.passed += counts.passed;
  total.failed += counts.failed;
  total.skipped += counts.skipped;
}
const summary = results.length > 1 ? `\n${results.map(line).join('\n')}\n` : '';
process.stdout.write(`${summary}${countLine(total)}\n`);
process.exitCode = results.every((result) => result.ok) ? 0 : 1;

function line({ step, ok, seconds }: StepResult): string {
  return `${ok ? 'ok    ' : 'FAILED'} ${step.name.padEnd(10)} ${seconds.toFixed(1).padStart(6)} s  ${step.title}`;
}
