import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { job, makeSite, NOON, type Site } from '../discovery/site.ts';

const LAUNCHER = join(import.meta.dirname, '../../../bin/slurm-sb');
/** 2025-01 to 2026-09, three jobs in each month: on its first, tenth and 28th day. */
const ROWS = Array.from({ length: 61 }, (_, index) => {
  const [month, day] = [Math.floor(index / 3), [1, 10, 28][index % 3]!];
  return job(index + 1, 'alice', Date.UTC(2025, month, day, 6) / 1000);
}).join('');

const boards = ({ root }: Site): Record<string, string> => {
  const folder = join(root, 'leaderboards');
  return Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
};
const stems = (folder: string): string[] => readdirSync(folder).map((name) => name.slice(0, 7));

it('T7: a tick removes what is older than keep_months; boards of all windows stay byte by byte the same', async () => {
  const keys = { backfill_start: '2025-01-01', discovery: 'false' };
  const [short, long] = [
    await makeSite({ rows: ROWS }, { ...keys, keep_months: '14' }),
    await makeSite({ rows: ROWS }, { ...keys, keep_months: '1200' }),
  ];
  const { report } = await short.tick();
  expect(report.removed_files).toBe(12);
  expect((await long.tick()).report.removed_files).toBe(0);
  // September 2026 and 14 months before it.
  expect(stems(short.layout.dailyFolder)).toHaveLength(15);
  expect(stems(short.layout.dailyFolder)[0]).toBe('2025-07');
  expect(stems(short.layout.seen)).toEqual(stems(short.layout.dailyFolder));
  expect(stems(short.layout.monthlyFolder)).toHaveLength(21);
  // The next day, so that nothing the first tick kept in memory or in files of sums helps.
  for (const site of [short, long]) {
    site.clock.set(Date.parse(NOON) + 86_400_000);
    await site.tick();
  }
  expect(boards(short)).toEqual(boards(long));

  const dump = join(short.home, 'all.psv');
  writeFileSync(dump, ROWS);
  const run = (...args: string[]) => {
    const { status, stdout } = spawnSync(LAUNCHER, [...args, '--cluster', 'hammer', '--root', short.root], {
      encoding: 'utf8',
      env: { PATH: process.env.PATH, HOME: short.home },
    });
    return { status, stdout };
  };
  const { stdout } = run('ingest', dump, '--json');
  // Six months of three jobs ended before July 2025.
  expect(JSON.parse(stdout).jobs).toEqual({ new: 0, seen: 43, outside_window: 18 });
  expect(run('bloom', 'stats', '--month', '2025-03').stdout).toContain(
    '2025-03  removed: keep_months keeps filters from 2025-07 on\n',
  );
  expect(run('bloom', 'stats').status).toBe(0);
});
