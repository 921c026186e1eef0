import { spawnSync } from 'node:child_process';

/**
 * Skips a test, with the reason, where one of the programs is not on PATH; in CI that is a failure, as nothing may be
 * skipped there. `skip` is that of vitest's test context.
 */
export function needTools(skip: (note: string) => void, ...tools: readonly string[]): void {
  const missing = tools.filter((tool) => spawnSync('/bin/sh', ['-c', 'command -v "$1"', 'sh', tool]).status !== 0);
  if (missing.length === 0) return;
  const reason = `not installed: ${missing.join(', ')}`;
  if (process.env.CI === 'true') throw new Error(reason);
  skip(reason);
}
