import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Month } from '../../../src/domain/calendar.ts';
import { COUNTERS } from '../../../src/domain/counters.ts';
import { type ExportRequest, exportTable } from '../../../src/scoreboard/leaderboards/export-table.ts';
import { clusterLayout } from '../../../src/scoreboard/rollups/root-layout.ts';
import { emptyRoot, writeCluster } from './counted-root.ts';

let root = '';
beforeEach(() => {
  root = emptyRoot();
  writeCluster(root, 'hammer', [{ day: '2026-08-01', user: 'ann', jobs: 16, max_job_cpus: 3 }]);
  writeCluster(root, 'bell', [
    { day: '2026-08-02', user: '=bob', account: 'a,b', jobs: 1 },
    { day: '2026-08-02', user: 'ann', account: 'lab', jobs: 2 },
    { day: '2026-08-01', user: 'ann', account: 'class', jobs: 4, max_job_cpus: 9 },
    { day: '2026-09-01', user: 'ann', account: 'lab', jobs: 8, max_job_cpus: 5 },
  ]);
});
afterEach(() => rmSync(root, { recursive: true }));

const COUNTER_NAMES = COUNTERS.join(',');
/** The counters of a row that has only jobs and CPUs of the biggest one. */
const counters = (jobs: number, cpus = 0): string => `${jobs},${'0,'.repeat(21)}${cpus},0`;

async function exported(request: Partial<ExportRequest>) {
  const pieces: string[] = [];
  const sink = async (piece: string): Promise<void> => void pieces.push(piece);
  const usual: ExportRequest = {
    root,
    table: 'monthly',
    format: 'csv',
    sink,
    names: { publishedName: (user: string) => user, pseudonyms: false },
  };
  const report = await exportTable({ ...usual, ...request });
  return { text: pieces.join(''), report, pieces: pieces.length };
}

describe('C12 a month in the place of another one', () => {
  it.each(['monthly', 'daily', 'users'] as const)('%s: it is left out, and said', async (table) => {
    const { monthly, daily } = clusterLayout(root, 'bell');
    const before = (await exported({ table })).text;
    for (const path of [monthly, daily])
      writeFileSync(path('2026-05' as Month), readFileSync(path('2026-08' as Month)));
    const { text, report } = await exported({ table });
    expect(text).toBe(before);
    const file = (table === 'daily' ? daily : monthly)('2026-05' as Month);
    expect(report.findings).toEqual([{ cluster: 'bell', file, detail: 'it is of bell 2026-08' }]);
  });
});

it('C12 a copy of a cluster’s folder is left out, and said', async () => {
  const before = (await exported({})).text;
  const [bell, copy] = [clusterLayout(root, 'bell').base, clusterLayout(root, 'bell-2025').base];
  cpSync(bell, copy, { recursive: true });
  const { text, report } = await exported({});
  expect(text).toBe(before);
  expect(report.findings).toMatchObject([{ file: copy, detail: 'it is a copy of bell: move it away' }]);
});

describe('C12 the rollups as one table', () => {
  it.each([
    [
      'monthly' as const,
      [
        `cluster,month,user,account,${COUNTER_NAMES}`,
        `bell,2026-08,'=bob,"a,b",${counters(1)}`,
        `bell,2026-08,ann,class,${counters(4, 9)}`,
        `bell,2026-08,ann,lab,${counters(2)}`,
        `bell,2026-09,ann,lab,${counters(8, 5)}`,
        `hammer,2026-08,ann,lab,${counters(16, 3)}`,
        '',
      ],
    ],
    [
      'daily' as const,
      [
        `cluster,month,day,user,account,${COUNTER_NAMES}`,
        `bell,2026-08,2026-08-01,ann,class,${counters(4, 9)}`,
        `bell,2026-08,2026-08-02,'=bob,"a,b",${counters(1)}`,
        `bell,2026-08,2026-08-02,ann,lab,${counters(2)}`,
        `bell,2026-09,2026-09-01,ann,lab,${counters(8, 5)}`,
        `hammer,2026-08,2026-08-01,ann,lab,${counters(16, 3)}`,
        '',
      ],
    ],
    [
      'users' as const,
      [
        `cluster,user,${COUNTER_NAMES}`,
        `bell,'=bob,${counters(1)}`,
        `bell,ann,${counters(14, 9)}`,
        `hammer,ann,${counters(16, 3)}`,
        '',
      ],
    ],
  ])('%s as CSV', async (table, lines) => {
    const { text, report } = await exported({ table });
    expect(text).toBe(lines.join('\r\n'));
    expect(report).toEqual({ rows: lines.length - 2, findings: [], withoutDays: [] });
  });

  it.each(['monthly', 'daily', 'users'] as const)(
    '%s as JSON says the same as CSV, numbers as numbers',
    async (table) => {
      const { text } = await exported({ table, format: 'json' });
      const csv = (await exported({ table })).text.trimEnd().split('\r\n');
      const rows = JSON.parse(text) as Record<string, unknown>[];
      expect(rows.map((row) => Object.keys(row).join())).toEqual(csv.slice(1).map(() => csv[0]));
      const asCsv = rows.map((row) => Object.values(row).join().replace('=bob', "'=bob").replace('a,b', '"a,b"'));
      expect(asCsv).toEqual(csv.slice(1));
      expect(typeof rows[0]?.jobs).toBe('number');
    },
  );

  it('comes month by month', async () => {
    expect((await exported({ table: 'monthly' })).pieces).toBe(1 + 3);
  });

  it('an empty root is a table without rows', async () => {
    const empty = emptyRoot();
    expect((await exported({ root: empty })).text).toBe(`cluster,month,user,account,${COUNTER_NAMES}\r\n`);
    expect(JSON.parse((await exported({ root: empty, format: 'json' })).text)).toEqual([]);
    rmSync(empty, { recursive: true });
  });

  it('F6 names are those that are published, in their own order', async () => {
    const publishedName = (user: string): string => (user === 'ann' ? 'A' : 'B');
    const { text } = await exported({ table: 'monthly', names: { publishedName, pseudonyms: false } });
    expect(text.split('\r\n').map((line) => line.split(',')[2])).toEqual(['user', 'A', 'A', 'B', 'A', 'A', undefined]);
  });

  it('a broken month is a finding, and the rest comes', async () => {
    const file = clusterLayout(root, 'bell').monthly('2026-08' as Month);
    writeFileSync(file, '{}');
    const { text, report } = await exported({ table: 'users' });
    expect(report.findings).toEqual([{ cluster: 'bell', file, detail: 'it has no checksum' }]);
    expect(text.split('\r\n').slice(1, 3)).toEqual([`bell,ann,${counters(8, 5)}`, `hammer,ann,${counters(16, 3)}`]);
  });

  it('T7 months whose days are kept no more are named', async () => {
    rmSync(clusterLayout(root, 'bell').daily('2026-08' as Month));
    const { report } = await exported({ table: 'daily' });
    expect(report).toEqual({ rows: 2, findings: [], withoutDays: ['bell 2026-08'] });
  });
});
