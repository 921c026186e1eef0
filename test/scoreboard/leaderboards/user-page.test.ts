import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textStyle } from '../../../src/platform/text-style.ts';
import { updateUserFiles } from '../../../src/scoreboard/leaderboards/update-user-files.ts';
import { readUserPage } from '../../../src/scoreboard/leaderboards/user-page.ts';
import { userPageText } from '../../../src/scoreboard/leaderboards/user-page-text.ts';
import { boardFile, clusterLayout, mergedBoards } from '../../../src/scoreboard/rollups/root-layout.ts';
import { emptyRoot } from './counted-root.ts';
import { fivePeople, RULE } from './five-people.ts';

async function filledRoot(): Promise<string> {
  const root = await fivePeople();
  for (const cluster of ['bell', 'hammer', 'negishi']) {
    await updateUserFiles({ cluster, layout: clusterLayout(root, cluster), asof: '2026-09-30T12:00:00Z' });
  }
  return root;
}

let root = '';
beforeAll(async () => {
  root = await filledRoot();
});
afterAll(() => rmSync(root, { recursive: true }));

const page = (user: string, own = false, at = root) => readUserPage({ root: at, user, own });

describe('C8 a person’s page', () => {
  it('has totals and ranks per window and cluster', async () => {
    const { boards, ...rest } = await page('bob');
    expect(
      boards.map(({ cluster, window, values, ranks }) => [cluster, window, values.clock_hours, ranks.clock_hours]),
    ).toEqual([
      ['ALL', 'alltime', 21_000, 1],
      ['ALL', '30d', 21_000, 1],
      ['ALL', '365d', 21_000, 1],
      ['bell', 'alltime', 1000, 3],
      ['bell', '30d', 1000, 2],
      ['bell', '365d', 1000, 3],
      ['hammer', 'alltime', 20_000, 1],
      ['hammer', '30d', 20_000, 1],
      ['hammer', '365d', 20_000, 1],
    ]);
    expect(rest).toMatchObject({
      schema_version: 1,
      kind: 'user-page',
      asof: '2026-09-30T12:00:00Z',
      user: 'bob',
      problems: [],
    });
    expect(rest.clusters.map(({ name, stale }) => [name, stale])).toEqual([
      ['bell', false],
      ['hammer', true],
      ['negishi', true],
    ]);
  });

  it('has the counters of each month by cluster, from the user files', async () => {
    const { months } = await page('alice');
    expect(Object.keys(months)).toEqual(['bell']);
    expect(
      Object.entries(months.bell ?? {}).map(([month, { jobs, cpu_seconds }]) => [month, jobs, cpu_seconds]),
    ).toEqual([
      ['2025-12', 5, 22_221_900],
      ['2026-09', 5, 44_443_800],
    ]);
  });

  it('as text', async () => {
    const style = textStyle({ outIsTty: true, columns: 80, env: { LANG: 'C.UTF-8', NO_COLOR: '1' } });
    const lines = userPageText(await page('alice'), { style, rule: RULE, raw: false }).split('\n');
    expect(lines.slice(0, 6)).toEqual([
      'alice',
      'As of 2026-09-30 12:00 UTC (5 min ago)',
      'Stale: hammer (3 days old), negishi (no good poll yet)',
      '',
      'All clusters',
      '                    all time  rank  last 30 days  rank  last 365 days  rank',
    ]);
    expect(lines[6]).toBe('CPU hours           18,518.3     2      12,345.5     2       18,518.3     2');
    expect(lines).toContain('Longest job         00:00:00     -      00:00:00     -       00:00:00     -');
    expect(lines.slice(lines.indexOf('CPU hours by month'))).toEqual([
      'CPU hours by month',
      '2025-12   6,172.8  ████████████████████',
      '2026-01       0.0',
      '2026-02       0.0',
      '2026-03       0.0',
      '2026-04       0.0',
      '2026-05       0.0',
      '2026-06       0.0',
      '2026-07       0.0',
      '2026-08       0.0',
      '2026-09  12,345.5  ████████████████████████████████████████',
      '',
    ]);
  });

  it('as text in ASCII with exact numbers', async () => {
    const style = textStyle({ outIsTty: true, columns: 40, env: { NO_COLOR: '1' } });
    const text = userPageText(await page('carol'), { style, rule: RULE, raw: true });
    expect(text).toContain('CPU hours by month\n2026-08    5000  #######################\n2026-09  500.25  ##\n');
    expect(text).not.toMatch(/[^\n -~]/);
  });

  it('says which clusters the months are of when some are missing', async () => {
    const other = await filledRoot();
    rmSync(clusterLayout(other, 'hammer').user('bob'));
    const style = textStyle({ outIsTty: true, columns: 80, env: { NO_COLOR: '1' } });
    const text = userPageText(await page('bob', false, other), { style, rule: RULE, raw: false });
    expect(text).toContain('\nCPU hours by month, bell only\n');
    rmSync(other, { recursive: true });
  });
});

describe('F6 a person who is too few for the boards', () => {
  it('is told of only to themselves', async () => {
    const nobody = 'zed is on no leaderboard: no jobs yet, too few for a board, or opted out';
    await expect(page('zed')).rejects.toMatchObject({ exitCode: 1, message: nobody });
    const own = await page('zed', true);
    expect([own.boards, own.months.bell?.['2026-09']?.jobs]).toEqual([[], 2]);
  });

  it('nobody of that name', async () => {
    await expect(page('ghost', true)).rejects.toMatchObject({
      exitCode: 1,
      message: 'you (ghost) are on no leaderboard: no jobs yet, too few for a board, or opted out',
    });
  });

  it('a name that is a part of another one, or of a row, is not it', async () => {
    for (const user of ['bo', 'b', 'values', 'bob","values":{}']) {
      await expect(page(user)).rejects.toMatchObject({ exitCode: 1 });
    }
  });
});

describe('C8 what cannot be read', () => {
  it('no boards yet: exit 1', async () => {
    const other = emptyRoot();
    await expect(page('bob', false, other)).rejects.toMatchObject({
      exitCode: 1,
      message: expect.stringContaining('there is no leaderboard yet'),
    });
    rmSync(other, { recursive: true });
  });

  it('a broken board is a problem; the rest is shown', async () => {
    const other = await filledRoot();
    const file = boardFile(mergedBoards(other), '30d', 'user');
    writeFileSync(file, readFileSync(file, 'utf8').replace('"bob"', '"bib"'));
    const { problems, boards } = await page('bob', false, other);
    expect(problems).toEqual([`${file}: its checksum does not fit its content; slurm-sb leaderboards makes it anew`]);
    expect(boards).toHaveLength(8);
    rmSync(other, { recursive: true });
  });

  it('F6 user files that only maintainers may read leave the months out', async () => {
    const other = await filledRoot();
    const file = clusterLayout(other, 'bell').user('alice');
    chmodSync(file, 0);
    const isAllPowerful = process.getuid?.() === 0;
    expect('bell' in (await page('alice', false, other)).months).toBe(isAllPowerful);
    rmSync(other, { recursive: true });
  });
});
