import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findMetric } from '../../../src/domain/metrics.ts';
import { streamDurably } from '../../../src/platform/durable-stream.ts';
import { buildBoards } from '../../../src/scoreboard/leaderboards/build-boards.ts';
import { exportTable } from '../../../src/scoreboard/leaderboards/export-table.ts';
import { readBoard } from '../../../src/scoreboard/leaderboards/read-board.ts';
import { type Counted, emptyRoot, seconds, writeCluster } from './counted-root.ts';

/** A year and a half of days, a few people, numbers that are different everywhere. */
function counted(seed: number): Counted[] {
  return Array.from({ length: 540 }, (_, index) => {
    const day = new Date(Date.UTC(2025, 2, 10 + index)).toISOString().slice(0, 10);
    const jobs = 1 + ((index * 7 + seed) % 5);
    return {
      ...{ day, user: `user${(index * 3 + seed) % 11}`, account: `lab${index % 4}` },
      ...{ jobs, failed_jobs: index % 2, cpu_seconds: 1000 + ((index * 7919 + seed * 104_729) % 50_000) },
      ...{ wait_jobs: jobs, wait_seconds: index * 13, req_mem_kb: index * 1001, max_job_cpus: (index * seed) % 97 },
    };
  });
}

let root = '';
let daily = '';
beforeAll(async () => {
  root = emptyRoot();
  daily = join(root, 'daily.csv');
  writeCluster(root, 'bell', counted(1));
  writeCluster(root, 'hammer', counted(5));
  const publishedName = (user: string): string => user;
  const rules = { minJobs: 1, minAccountPeople: 1 };
  const asofSeconds = seconds('2026-08-20T12:00:00Z');
  await buildBoards({ publishedName, namesKey: 'own' }, { root, asofSeconds, rules, staleAfterSeconds: 60 });
  await streamDurably(daily, async (sink) => {
    await exportTable({ root, table: 'daily', format: 'csv', sink, names: { publishedName, pseudonyms: false } });
  });
});
afterAll(() => rmSync(root, { recursive: true }));

/** Sums by awk over the exported days from `first` to 2026-08-20: by the column of the group, `,` and a number. */
function awkSums(group: 'user' | 'account', first: string, counter: string): Record<string, number> {
  const program = `
    { sub(/\\r$/, "") }
    NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
    $at["day"] >= first && $at["day"] <= "2026-08-20" {
      name = $at[group]; value = $at[counter]
      if (counter ~ /^max_|^longest_/) { if (value > sum[name]) sum[name] = value } else sum[name] += value
    }
    END { for (name in sum) printf "%s,%.0f\\n", name, sum[name] }`;
  const vars = ['-v', `group=${group}`, '-v', `first=${first}`, '-v', `counter=${counter}`];
  const text = execFileSync('awk', ['-F,', ...vars, program, daily], { encoding: 'utf8' });
  return Object.fromEntries(
    text
      .trimEnd()
      .split('\n')
      .map((line) => [line.split(',')[0], Number(line.split(',')[1])]),
  );
}

describe('F2 F3 boards against awk over the exported days', () => {
  // 30 days that end on 2026-08-20 begin on 07-22; 365 days on 2025-08-21.
  const WINDOWS = [
    ['30d', '2026-07-22'],
    ['365d', '2025-08-21'],
    ['alltime', '0000-00-00'],
  ] as const;
  const SUMS = [
    ['clock_hours', 'cpu_seconds', 3600],
    ['jobs', 'jobs', 1],
    ['failed_jobs', 'failed_jobs', 1],
    ['req_mem_mb', 'req_mem_kb', 1000],
    ['biggest_job', 'max_job_cpus', 1],
  ] as const;
  const cases = WINDOWS.flatMap(([window, first]) =>
    (['user', 'account'] as const).flatMap((by) => SUMS.map((sum) => [window, by, ...sum, first] as const)),
  );

  it.each(cases)('%s by %s: %s', async (window, by, metric, counter, divisor, first) => {
    const read = await readBoard({ root, cluster: 'ALL', window, by });
    const rows = !read.ok ? [] : read.board.by === 'user' ? read.board.users : read.board.accounts;
    const values = rows.map((row) => ['user' in row ? row.user : row.account, row.values[metric]]);
    const expected = Object.entries(awkSums(by, first, counter)).map(([name, sum]) => [name, sum / divisor]);
    expect(expected.length).toBe(by === 'user' ? 11 : 4);
    expect(Object.fromEntries(values)).toEqual(Object.fromEntries(expected));
    expect(findMetric(metric)?.name).toBe(metric);
  });
});
