import { appendFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { accountingText } from '../../../bench/accounting/accounting-text.ts';
import { epochOnly } from '../../../src/domain/slurm-time.ts';
import { openPlainFile } from '../../../src/platform/plain-file.ts';
import { columnLayout } from '../../../src/scoreboard/records/column-layout.ts';
import { LineBlocks } from '../../../src/scoreboard/records/line-blocks.ts';
import { type RejectedRow, RunReader } from '../../../src/scoreboard/records/run-reader.ts';
import { readThreaded } from '../../../src/scoreboard/records/threaded-rows.ts';
import { ALL_COLUMNS } from '../../../src/scoreboard/sacct/columns.ts';
import { emptyFolder } from '../place.ts';
import { type ReadRecord, recordsOf } from './job-records.ts';

const GO_ON = new AbortController().signal;
const LAYOUT = columnLayout(ALL_COLUMNS);
const SETTINGS = { memoryBase: 1000, reqMemWithoutSuffix: 'per-job', gpuNames: ['gpu'], latestEnd: 2e9 } as const;

/** For what the threads count themselves: nothing is sure. */
const BESIDE = {
  beside: { countedUntil: Number.POSITIVE_INFINITY, within: null, failureStates: new Set() },
  onBeside: () => undefined,
};

type Read = { records: ReadRecord[]; rejects: RejectedRow[]; counts: unknown };

function readAlone(bytes: Buffer): Read {
  const records: ReadRecord[] = [];
  const rejects: RejectedRow[] = [];
  const reader = new RunReader({
    layout: LAYOUT,
    settings: { ...SETTINGS, wallClock: epochOnly },
    onRuns: (batch, texts) => records.push(...recordsOf(batch, texts)),
    onReject: (row) => rejects.push(row),
  });
  const lines = new LineBlocks(reader);
  lines.push(bytes);
  const cut = lines.end();
  if (cut !== null) reader.cutRow(cut);
  return { records, rejects, counts: reader.end() };
}

async function readByThreads(path: string, threads: number, blockBytes: number): Promise<Read> {
  const records: ReadRecord[] = [];
  const rejects: RejectedRow[] = [];
  const progress: number[] = [];
  const file = openPlainFile(path);
  const counts = await readThreaded(file, {
    rows: {
      path,
      identity: file.identity,
      layout: LAYOUT,
      firstRow: 0,
      settings: SETTINGS,
      timeZone: 'UTC',
      blockBytes,
    },
    threads,
    ...BESIDE,
    onRuns: (batch, texts) => records.push(...recordsOf(batch, texts)),
    onReject: (row) => rejects.push(row),
    onProgress: (fraction) => progress.push(fraction),
    signal: GO_ON,
  });
  file.close();
  expect(progress.at(-1)).toBe(1);
  expect(progress).toEqual([...progress].sort((a, b) => a - b));
  return { records, rejects, counts };
}

describe('a file read by several threads', () => {
  let path: string;
  let bytes: Buffer;
  beforeAll(() => {
    path = join(emptyFolder(), 'rows.psv');
    const shape = { jobs: 4000, users: 60, seed: 3, steps: 'all', month: '2026-08' } as const;
    const rows = [...accountingText(shape)].join('').split('\n');
    // Rows that no Slurm prints, and one job with more steps than fit into a block.
    for (let at = 50; at < rows.length; at += 97) rows[at] = rows[at]!.slice(0, at % 60);
    for (let at = 20; at < rows.length; at += 501) rows[at] = rows[at]!.replace('|COMPLETED|', '|NEW STATE|');
    const steps = Array.from({ length: 3000 }, (_, step) => rows[1]!.replace(/^[^|]*/, `77.${step}`));
    rows.splice(1000, 0, rows[0]!.replace(/^[^|]*/, '77'), ...steps);
    // And lines longer than any row, the second right before a job.
    rows.splice(2000, 0, 'x'.repeat(2_500_000), `${'y|'.repeat(700_000)}\n9.0|`);
    writeFileSync(path, rows.join('\n'));
    bytes = Buffer.from(rows.join('\n'));
  });

  it.each([
    [1, 20_000],
    [3, 20_000],
    [2, 3_000],
    [2, 1_000_000],
  ])(
    'gives what one reader gives, in the same order: %i beside this one, blocks of %i bytes',
    async (threads, size) => {
      const alone = readAlone(bytes);
      const read = await readByThreads(path, threads, size);
      expect(read.counts).toEqual(alone.counts);
      expect(read.records).toEqual(alone.records);
      // Of each block and reason the first few are told, by their lines in the file.
      const told = new Set(alone.rejects.map((row) => JSON.stringify(row)));
      expect(read.rejects.length).toBeGreaterThan(10);
      expect(read.rejects.filter((row) => !told.has(JSON.stringify(row)))).toEqual([]);
    },
  );

  it('a last row without its newline is a row that was cut', async () => {
    appendFileSync(path, '\n7|alice|COMPL');
    expect((await readByThreads(path, 1, 20_000)).counts).toMatchObject({ reasons: { cut_line: 1 } });
  });

  it('is refused where it has become shorter, and where it is to be stopped', async () => {
    const file = openPlainFile(path);
    const rows = { path, identity: file.identity, layout: LAYOUT, firstRow: 0, settings: SETTINGS, timeZone: 'UTC' };
    const nothing = (): void => undefined;
    const parts = {
      rows,
      ...BESIDE,
      threads: 1,
      onRuns: nothing,
      onReject: nothing,
      onProgress: nothing,
      signal: GO_ON,
    };
    const stopped = readThreaded(file, { ...parts, signal: AbortSignal.abort(new Error('stopped')) });
    await expect(stopped).rejects.toThrow('stopped');
    truncateSync(path, 2_000_000);
    await expect(readThreaded(file, parts)).rejects.toThrow(`${path} became shorter while it was read`);
    file.close();
    writeFileSync(path, bytes);
  });

  it('does without a thread that cannot begin', async () => {
    const file = openPlainFile(path);
    const rows = {
      path: `${path}.not`,
      identity: file.identity,
      layout: LAYOUT,
      firstRow: 0,
      settings: SETTINGS,
      timeZone: 'UTC',
    };
    const nothing = (): void => undefined;
    const counts = await readThreaded(file, {
      rows,
      threads: 1,
      ...BESIDE,
      onRuns: nothing,
      onReject: nothing,
      onProgress: nothing,
      signal: GO_ON,
    });
    file.close();
    expect(counts).toEqual(readAlone(readFileSync(path)).counts);
  });
});
