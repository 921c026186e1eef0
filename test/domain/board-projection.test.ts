import { describe, expect, it } from 'vitest';
import type { AccountBoard, UserBoard } from '../../src/domain/board.ts';
import { countRanked, projectBoard, rowName } from '../../src/domain/board-projection.ts';
import { findMetric } from '../../src/domain/metrics.ts';

const CLUSTERS = [{ name: 'bell', asof: '2026-09-20T11:59:00Z', stale: false }];
const row = (user: string, hours: number, jobs: number, ranks: Record<string, number>) => ({
  user,
  values: { clock_hours: hours, jobs },
  ranks,
  moves: { jobs: { rank: 1, value: 2 } },
  spark: [hours],
});
const BOARD: UserBoard = {
  schema_version: 1,
  kind: 'board',
  asof: '2026-09-20T12:00:00Z',
  window: '30d',
  cluster: 'ALL',
  clusters: CLUSTERS,
  by: 'user',
  users: [
    row('dora', 9, 5, { clock_hours: 1, jobs: 3 }),
    row('carl', 8, 7, { clock_hours: 2, jobs: 1 }),
    row('anna', 7, 7, { clock_hours: 3, jobs: 1 }),
    row('bert', 6, 0, { clock_hours: 4 }),
  ],
};
const jobs = findMetric('jobs')!;
const clockHours = findMetric('clock_hours')!;

describe('C7 one metric of a board', () => {
  it('has the ranked rows, by rank and then by name, with value, move and course', () => {
    expect(projectBoard(BOARD, { metric: jobs })).toEqual({
      schema_version: 1,
      asof: '2026-09-20T12:00:00Z',
      window: '30d',
      metric: 'jobs',
      cluster: 'ALL',
      by: 'user',
      clusters: CLUSTERS,
      rows: [
        { rank: 1, user: 'anna', value: 7, move: { rank: 1, value: 2 }, spark: [7] },
        { rank: 1, user: 'carl', value: 7, move: { rank: 1, value: 2 }, spark: [8] },
        { rank: 3, user: 'dora', value: 5, move: { rank: 1, value: 2 }, spark: [9] },
      ],
    });
  });

  it('leaves the move out where nothing changed', () => {
    const [first] = projectBoard(BOARD, { metric: clockHours }).rows;
    expect(first).toEqual({ rank: 1, user: 'dora', value: 9, spark: [9] });
  });

  it('a pattern picks rows and leaves their ranks', () => {
    const { rows } = projectBoard(BOARD, { metric: clockHours, pattern: '*A' });
    expect(rows.map((one) => [one.rank, rowName(one)])).toEqual([
      [1, 'dora'],
      [3, 'anna'],
    ]);
  });

  it('a limit cuts after the pattern; the count knows of no limit', () => {
    const options = { metric: clockHours, pattern: 'r', limit: 2 };
    expect(projectBoard(BOARD, options).rows.map(rowName)).toEqual(['dora', 'carl']);
    expect(countRanked(BOARD, options)).toBe(3);
  });

  it('by account the rows name accounts', () => {
    const { user, ...rest } = row('lab', 9, 5, { jobs: 1 });
    const board: AccountBoard = { ...BOARD, by: 'account', accounts: [{ account: user, ...rest }] };
    const { rows, by } = projectBoard(board, { metric: jobs });
    expect([by, rows]).toEqual([
      'account',
      [{ rank: 1, account: 'lab', value: 5, move: { rank: 1, value: 2 }, spark: [9] }],
    ]);
  });
});
