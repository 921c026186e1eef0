import { execFileSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RootShape, writeClusters, writeMonth } from '../../bench/rollups/write-months.ts';
import type { Day, Month } from '../../src/domain/calendar.ts';
import { COUNTERS } from '../../src/domain/counters.ts';
import { readCheckedJson } from '../../src/platform/checked-json.ts';
import { buildBoards } from '../../src/scoreboard/leaderboards/build-boards.ts';
import { readBoard } from '../../src/scoreboard/leaderboards/read-board.ts';
import { checkMonth } from '../../src/scoreboard/rollups/check-month.ts';
import { cursorSchema } from '../../src/scoreboard/rollups/cursor.ts';
import { clusterLayout } from '../../src/scoreboard/rollups/root-layout.ts';
import { emptyFolder } from '../scoreboard/place.ts';

const SHAPE: RootShape = { clusters: 2, months: 15, users: 30, seed: 3, until: '2026-08-25' as Day, slices: 0 };
const CLUSTERS = ['bench1', 'bench2'];
/** 365 days that end on 2026-08-25. */
const FIRST_DAY = '2025-08-26';

let root = '';
beforeAll(() => {
  root = emptyFolder();
  writeClusters(root, SHAPE);
});
afterAll(() => rmSync(root, { recursive: true }));

/** Sums by user over the day files themselves, by awk: of a counter, by its place in a row from 1 on. */
function awkSums(counter: (typeof COUNTERS)[number]): Record<string, number> {
  const program = `
    /^"[0-9]+-[0-9]+-[0-9]+":/ { day = substr($0, 2, 10) }
    /^\\[/ && day >= first { sum[$2] += $(3 + place) }
    END { for (user in sum) printf "%s %.0f\\n", user, sum[user] }`;
  const vars = ['-v', `first=${FIRST_DAY}`, '-v', `place=${COUNTERS.indexOf(counter) + 1}`];
  const files = CLUSTERS.flatMap((cluster) => {
    const { dailyFolder } = clusterLayout(root, cluster);
    return readdirSync(dailyFolder).map((name) => join(dailyFolder, name));
  });
  const text = execFileSync('awk', ['-F[][",]+', ...vars, program, ...files], { encoding: 'utf8' });
  const lines = text.trimEnd().split('\n');
  return Object.fromEntries(lines.map((line) => [line.split(' ')[0], Number(line.split(' ')[1])]));
}

async function boardValues(metric: string): Promise<Record<string, number | undefined>> {
  await buildBoards(
    { publishedName: (user) => user, namesKey: 'own' },
    {
      root,
      asofSeconds: Date.parse('2026-08-25T13:00:00Z') / 1000,
      rules: { minJobs: 1, minAccountPeople: 1 },
      staleAfterSeconds: 60,
    },
  );
  const read = await readBoard({ root, cluster: 'ALL', window: '365d', by: 'user' });
  const users = read.ok && read.board.by === 'user' ? read.board.users : [];
  return Object.fromEntries(users.map(({ user, values }) => [user, values[metric]]));
}

describe('a root of synthetic rollups', () => {
  it('every month of it is whole: the sum of its days, with a filter of as many runs; and so is the cursor', async () => {
    for (const cluster of CLUSTERS) {
      const layout = clusterLayout(root, cluster);
      const months = readdirSync(layout.monthlyFolder).map((name) => name.slice(0, 'YYYY-MM'.length) as Month);
      expect(months).toHaveLength(15);
      for (const month of months) expect(checkMonth({ layout, cluster, month }).faults, month).toEqual([]);
      expect((await readCheckedJson(layout.cursor, cursorSchema)).ok).toBe(true);
    }
  });

  it.each([
    ['jobs', 'jobs', 1],
    ['clock_hours', 'cpu_seconds', 3600],
    ['gpu_jobs', 'gpu_jobs', 1],
  ] as const)(
    'its board of a year is what awk adds up from its days: %s, before a slice and after',
    async (metric, counter, divisor) => {
      writeMonth(root, 'bench1', '2026-08' as Month, SHAPE);
      const sumsOf = (): Record<string, number> =>
        Object.fromEntries(Object.entries(awkSums(counter)).map(([user, sum]) => [user, sum / divisor]));
      const before = sumsOf();
      expect(Object.keys(before)).toHaveLength(30);
      expect(await boardValues(metric)).toEqual(before);
      writeMonth(root, 'bench1', '2026-08' as Month, { ...SHAPE, slices: 2 });
      const after = sumsOf();
      expect(after).not.toEqual(before);
      expect(await boardValues(metric)).toEqual(after);
    },
  );

  it('the same options give the same bytes', () => {
    const again = emptyFolder();
    writeClusters(again, SHAPE);
    writeMonth(root, 'bench1', '2026-08' as Month, SHAPE);
    expect(
      execFileSync('diff', ['-r', join(again, 'clusters/bench1/agg'), join(root, 'clusters/bench1/agg')]).length,
    ).toBe(0);
    rmSync(again, { recursive: true });
  });
});
