import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textStyle } from '../../../src/platform/text-style.ts';
import { type TopRequest, topText } from '../../../src/scoreboard/leaderboards/show-top.ts';
import { boardFile, mergedBoards } from '../../../src/scoreboard/rollups/root-layout.ts';
import { NAMES_SHOWN } from '../place.ts';
import { emptyRoot } from './counted-root.ts';
import { fivePeople, RULE } from './five-people.ts';

const FIXTURES = join(import.meta.dirname, '../../../fixtures/leaderboards');
let root = '';
beforeAll(async () => {
  root = await fivePeople();
});
afterAll(() => rmSync(root, { recursive: true }));

type Look = { readonly columns?: number; readonly env?: Record<string, string>; readonly root?: string };

/** What `top` prints; without `columns` into a pipe. */
function top(request: Partial<TopRequest> = {}, { columns, env = {}, root: other }: Look = {}): Promise<string> {
  const style = textStyle({
    outIsTty: columns !== undefined,
    columns: columns ?? 80,
    env: { LANG: 'C.UTF-8', NO_COLOR: '1', ...env },
  });
  const usual = { window: '30d', metric: 'clock_hours', cluster: 'ALL', by: 'user', format: 'table' };
  return topText({ root: other ?? root, rule: RULE, style, reader: NAMES_SHOWN }, { ...usual, ...request });
}
const golden = (name: string): string => readFileSync(join(FIXTURES, name), 'utf8');

describe('C7 a leaderboard as a table', () => {
  it.each([120, 80, 60, 50])('%d columns wide', async (columns) => {
    const text = await top({}, { columns });
    expect(text).toBe(golden(`top-${columns}.txt`));
    expect(Math.max(...text.split('\n').map((line) => [...line].length))).toBeLessThanOrEqual(columns);
  });

  it('without UTF-8 only ASCII', async () => {
    const text = await top({}, { columns: 120, env: { LANG: 'C' } });
    expect(text).toBe(golden('top-ascii-120.txt'));
  });

  it('into a pipe nothing is cut', async () => {
    expect(await top()).toBe(golden('top-120.txt'));
  });

  it('colours take no room and leave every sign where it is', async () => {
    const text = await top({}, { columns: 60, env: { NO_COLOR: '', TERM: 'xterm' } });
    expect(text).toContain('\u001b[32m▲2  \u001b[39m');
    expect(text).toContain('\u001b[31m▼1  \u001b[39m');
    expect(text.replace(/\u001b\[\d+m/g, '').replace(/ +$/gm, '')).toBe(golden('top-60.txt'));
  });

  it('a limit says how many there are', async () => {
    const lines = (await top({ limit: '2' }, { columns: 120 })).trimEnd().split('\n');
    expect(lines.slice(4)).toEqual([
      '   1  ▲2    bob     21,000.0  +20,000.0             █',
      '   2  ▼1    alice   12,345.5          0    ▅        █',
      '2 of 5; --limit N shows more, --limit all shows all.',
    ]);
  });

  it('exact numbers', async () => {
    const lines = (await top({ raw: true, user: 'carol' })).trimEnd().split('\n');
    expect(lines.at(-1)).toBe('   3  ▼1    carol     500.25   -5000            █▁');
  });

  it('nobody', async () => {
    expect((await top({ metric: 'gpu_jobs' })).split('\n').slice(-2)).toEqual([
      'No user has a rank in GPU jobs here.',
      '',
    ]);
    const none = await top({ user: 'x*\u001b[31m', by: 'account' }, { columns: 120 });
    expect(none).toContain('No account that fits "x*\\u001b[31m" has a rank in CPU hours here.');
  });

  it('F6 who has too few jobs is in no form of it', async () => {
    for (const format of ['table', 'csv', 'tsv', 'json', 'markdown', 'html']) {
      expect(await top({ format, limit: 'all' })).not.toContain('zed');
    }
  });
});

describe('C7 the other forms', () => {
  it('CSV has exact numbers, all rows, and an empty cell for what is unknown', async () => {
    expect(await top({ format: 'csv' })).toBe(
      [
        'rank,user,value,rank_change,value_change',
        '1,bob,21000,2,20000',
        '2,alice,12345.5,-1,0',
        '3,carol,500.25,-1,-5000',
        '3,dave,500.25,,500.25',
        '5,erin-of-the-very-long-username-indeed,0.5,,0.5',
        '',
      ].join('\r\n'),
    );
  });

  it('tab-separated values', async () => {
    expect((await top({ format: 'tsv' })).split('\n')[1]).toBe('1\tbob\t21000\t2\t20000');
  });

  it('JSON is the projection', async () => {
    const { rows, ...head } = JSON.parse(await top({ format: 'json', cluster: 'hammer', limit: '1' }));
    expect(head).toEqual({
      schema_version: 1,
      asof: '2026-09-30T12:00:00Z',
      window: '30d',
      metric: 'clock_hours',
      cluster: 'hammer',
      by: 'user',
      clusters: [{ name: 'hammer', asof: '2026-09-27T12:00:00Z', stale: true }],
    });
    expect(rows).toEqual([
      {
        rank: 1,
        user: 'bob',
        value: 20_000,
        move: { rank: null, value: 20_000 },
        spark: [...Array(11).fill(0), 20_000],
      },
    ]);
  });

  it('by account, one cluster, another window', async () => {
    expect(await top({ format: 'csv', by: 'account', cluster: 'BELL', window: 'alltime', metric: 'jobs' })).toBe(
      'rank,account,value,rank_change,value_change\r\n1,lab,22,0,2\r\n',
    );
  });

  it('Markdown', async () => {
    expect(await top({ format: 'markdown', limit: '1' })).toBe(
      [
        '**CPU hours, last 30 days, all clusters, by user**',
        '',
        'As of 2026-09-30 12:00 UTC (5 min ago), Stale: hammer (3 days old), negishi (no good poll yet)',
        '',
        '| Rank | Move | User | CPU hours | 7 days | CPU hours, 12 months |',
        '| ---: | :--- | :--- | ---: | ---: | :--- |',
        '| 1 | ▲2 | bob | 21,000.0 | +20,000.0 |            █ |',
        '',
      ].join('\n'),
    );
  });

  it('HTML', async () => {
    const page = await top({ format: 'html', limit: '1' });
    expect(page).toContain('<h1>CPU hours, last 30 days, all clusters, by user</h1>');
    expect(page).toContain('<p>Stale: hammer (3 days old), negishi (no good poll yet)</p>');
    expect(page).toContain('<td class="right">1</td><td>▲2</td><td>bob</td><td class="right">21,000.0</td>');
    expect(page).toContain('<p>1 of 5; --limit N shows more, --limit all shows all.</p>');
  });
});

describe('C7 bad values list the good ones', () => {
  it.each([
    ['window', { window: '31d' }, '--window "31d": choose one of alltime, 30d, 365d (did you mean 30d?)'],
    ['cluster', { cluster: 'bel' }, '--cluster "bel": choose one of ALL, bell, hammer, negishi (did you mean bell?)'],
    ['by', { by: 'x' }, '--by "x": choose one of user, account'],
    ['format', { format: 'xml' }, '--format "xml": choose one of table, csv, tsv, json, markdown, html'],
    ['limit', { limit: '0' }, '--limit "0": give a number of rows from 1 on, or all'],
    ['limit', { limit: '1.5' }, '--limit "1.5": give a number of rows from 1 on, or all'],
    ['path', { cluster: '../bell' }, '--cluster "../bell": choose one of ALL, bell, hammer, negishi'],
  ])('%s', async (_, request, message) => {
    await expect(top(request)).rejects.toMatchObject({ exitCode: 2, message });
  });

  it('metric', async () => {
    const message = /^--metric "gpu": choose one of clock_hours, elapsed_hours, .*, longest_job$/;
    await expect(top({ metric: 'gpu' })).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(message),
    });
  });
});

describe('C7 no board to show', () => {
  it('none yet: exit 1', async () => {
    const other = emptyRoot();
    const message = `there is no leaderboard yet: ${other}/leaderboards/rolling-30d.json is not there; it comes with slurm-sb poll or slurm-sb leaderboards`;
    await expect(top({}, { root: other })).rejects.toMatchObject({ exitCode: 1, message });
    rmSync(other, { recursive: true });
  });

  it('no root: exit 5', async () => {
    await expect(top({}, { root: '/nonexistent' })).rejects.toMatchObject({ exitCode: 5 });
  });

  it.each([
    [
      'a changed one',
      (text: string) => text.replace('"bob"', '"bib"'),
      'its checksum does not fit its content; slurm-sb leaderboards makes it anew',
    ],
    ['a cut one', (text: string) => text.slice(0, 500), 'it is not a JSON object; slurm-sb leaderboards makes it anew'],
    [
      'one of a later version',
      () => '{"schema_version":2}',
      'it was written by a newer slurm-sb (schema_version 2); use that version',
    ],
  ])('%s is named: exit 1', async (_, damage, detail) => {
    const other = await fivePeople();
    const file = boardFile(mergedBoards(other), '30d', 'user');
    writeFileSync(file, damage(readFileSync(file, 'utf8')));
    await expect(top({}, { root: other })).rejects.toMatchObject({ exitCode: 1, message: `${file}: ${detail}` });
    rmSync(other, { recursive: true });
  });
});
