import { readFileSync, rmSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import type { Month } from '../../../src/domain/calendar.ts';
import { namedCounters } from '../../../src/domain/counters.ts';
import { countedNames, OPTED_OUT } from '../../../src/scoreboard/privacy/opted-out.ts';
import { renameUsers, usersIn } from '../../../src/scoreboard/rollups/rename-users.ts';
import { clusterLayout } from '../../../src/scoreboard/rollups/root-layout.ts';
import { emptyRoot, writeCluster } from '../leaderboards/counted-root.ts';

const AUGUST = '2026-08' as Month;
const nameOf = countedNames(new Set(['ann', 'q"uote']));
let root = '';
afterEach(() => rmSync(root, { recursive: true }));

function rollup(kind: 'monthly' | 'daily'): Buffer {
  root = emptyRoot();
  writeCluster(root, 'bell', [
    { day: '2026-08-01', user: 'ann', jobs: 2, cpu_seconds: 50, max_job_cpus: 9 },
    { day: '2026-08-01', user: 'q"uote', jobs: 3, cpu_seconds: 7, max_job_cpus: 4, longest_job_seconds: 8 },
    { day: '2026-08-01', user: OPTED_OUT, jobs: 1 },
    { day: '2026-08-01', user: 'bob', jobs: 5 },
    { day: '2026-08-02', user: 'ann', account: 'class', jobs: 4 },
  ]);
  return readFileSync(clusterLayout(root, 'bell')[kind](AUGUST));
}

function renamed(kind: 'monthly' | 'daily'): string {
  const made = renameUsers(rollup(kind), kind, nameOf);
  if (!made.ok) throw new Error(made.detail);
  return made.bytes.toString();
}

describe('F6 a rollup under other names', () => {
  it('rows of one account that become one are added up, sums as sums and maxima as maxima', () => {
    const { rows } = JSON.parse(renamed('monthly')) as { rows: [string, string, ...number[]][] };
    expect(rows.map(([user, account]) => [user, account])).toEqual([
      [OPTED_OUT, 'class'],
      [OPTED_OUT, 'lab'],
      ['bob', 'lab'],
    ]);
    const [, , ...counters] = rows[1]!;
    expect(namedCounters(counters)).toMatchObject({
      jobs: 6,
      cpu_seconds: 57,
      max_job_cpus: 9,
      longest_job_seconds: 8,
    });
  });

  it('each day by itself; the head stays', () => {
    const file = JSON.parse(renamed('daily')) as { days: Record<string, [string, string, number][]>; asof: string };
    const short = Object.entries(file.days).map(([day, rows]) => [day, rows.map((row) => row.slice(0, 3))]);
    expect(short).toEqual([
      [
        '2026-08-01',
        [
          [OPTED_OUT, 'lab', 6],
          ['bob', 'lab', 5],
        ],
      ],
      ['2026-08-02', [[OPTED_OUT, 'class', 4]]],
    ]);
    expect(file.asof).toBe('2026-01-01T00:00:00Z');
  });

  it('one that is damaged is refused, and tells its users all the same', () => {
    const bytes = rollup('daily');
    const cut = bytes.subarray(0, bytes.length - 200);
    expect(renameUsers(cut, 'daily', nameOf)).toMatchObject({ ok: false, detail: 'it is not a JSON object' });
    expect(usersIn(cut)).toEqual(new Set([OPTED_OUT, 'ann', 'bob', 'q"uote']));
  });
});
