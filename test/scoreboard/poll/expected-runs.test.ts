import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openPlainFile } from '../../../src/platform/plain-file.ts';
import { expectedRuns } from '../../../src/scoreboard/poll/expected-runs.ts';
import { columnLayout } from '../../../src/scoreboard/records/column-layout.ts';
import { emptyFolder } from '../place.ts';

const LAYOUT = columnLayout(['JobID', 'User', 'State', 'End']);

function expectedOf(text: string): ReturnType<typeof expectedRuns> {
  const path = join(emptyFolder(), 'rows.psv');
  writeFileSync(path, text);
  const file = openPlainFile(path);
  try {
    return expectedRuns(file, LAYOUT);
  } finally {
    file.close();
  }
}

const rows = (count: number, end: string): string =>
  Array.from(
    { length: count },
    (_, at) => `${1_000_000 + at}|alice|COMPLETED|${end}\n${1_000_000 + at}.0||COMPLETED|${end}\n`,
  ).join('');

describe('how many runs a file may have', () => {
  it('is somewhat more than its beginning lets expect, steps left out', () => {
    const { inAll, perMonth } = expectedOf(rows(50_000, '1785547807'));
    expect(inAll).toBeGreaterThan(50_000);
    expect(inAll).toBeLessThan(70_000);
    expect(perMonth).toBe(inAll);
  });

  it('is parted by the time between its beginning and its end, in epoch seconds or local times', () => {
    // 60 days and 90 days apart.
    const epoch = expectedOf(rows(9_000, '1785500000') + rows(9_000, '1790684000'));
    expect(epoch.inAll / epoch.perMonth).toBeCloseTo(2, 1);
    const local = expectedOf(rows(9_000, '2025-11-02T00:00:00') + rows(9_000, '2026-01-31T00:00:00'));
    expect(local.inAll / local.perMonth).toBeCloseTo(3, 1);
  });

  it('is nothing much for a file without rows, or whose ends say nothing', () => {
    expect(expectedOf('').inAll).toBe(0);
    expect(expectedOf('\n'.repeat(300_000)).inAll).toBe(0);
    expect(expectedOf(rows(100, 'Unknown')).perMonth).toBeGreaterThan(100);
  });
});
