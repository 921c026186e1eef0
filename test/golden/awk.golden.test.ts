import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { COUNTERS } from '../../src/domain/counters.ts';
import { needTools } from '../house/need-tools.ts';
import { type ExpectedTotals, expectedTotals, GOLDEN_CLUSTERS, type GoldenRow, goldenFile } from './expected-totals.ts';

/** Everything a fixture says, as the lines in which totals.awk prints it. */
function expectedLines(expected: ExpectedTotals): string[] {
  return [
    ...Object.entries(expected.counts).map((entry) => ['count', ...entry].join('\t')),
    ...Object.entries(expected.reasons).map((entry) => ['reject', ...entry].join('\t')),
    ...Object.entries(expected.unknown_states).map((entry) => ['unknown_state', ...entry].join('\t')),
    ...Object.entries(expected.months).flatMap(([month, rows]) => rows.flatMap((row) => rowLines('month', month, row))),
    ...Object.entries(expected.days).flatMap(([day, rows]) => rows.flatMap((row) => rowLines('day', day, row))),
  ].sort();
}

function rowLines(span: string, when: string, { user, account, ...counters }: GoldenRow): string[] {
  return Object.entries(counters).map((entry) => [span, when, user, account, ...entry].join('\t'));
}

function awkLines({ cluster, columns, settings, asof }: ExpectedTotals): string[] {
  const variables = { columns, without_suffix: settings.reqmem_without_suffix, now: Date.parse(asof) / 1000 };
  const flags = Object.entries(variables).flatMap(([name, value]) => ['-v', `${name}=${value}`]);
  const printed = execFileSync('gawk', ['-f', goldenFile('totals.awk'), ...flags, goldenFile(`${cluster}.psv`)], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
  });
  return printed.trimEnd().split('\n').sort();
}

describe.each(GOLDEN_CLUSTERS)('golden totals of %s', (cluster) => {
  const expected = expectedTotals(cluster);

  it('P1 to P10: awk over the same rows finds what was worked out by hand', ({ skip }) => {
    needTools(skip, 'gawk');
    expect(awkLines(expected)).toEqual(expectedLines(expected));
  });

  it('P1 the counts add up', () => {
    const counts = expected.counts as Record<string, number>;
    expect(counts.rows).toBe(counts.jobs! + counts.steps! + counts.not_ended! + counts.rejected!);
    expect(counts.jobs).toBe(counts.jobs_new! + counts.jobs_seen! + counts.outside_window!);
    expect(counts.rejected).toBe(Object.values(expected.reasons).reduce((sum, count) => sum + count, 0));
  });

  it('F1 every counter it names is one of the rollups', () => {
    const rows = [...Object.values(expected.months), ...Object.values(expected.days)].flat();
    const names = new Set(rows.flatMap((row) => Object.keys(row)));
    expect([...names].filter((name) => !['user', 'account', ...COUNTERS].includes(name))).toEqual([]);
  });
});
