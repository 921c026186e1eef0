import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { epochOnly } from '../../../src/domain/slurm-time.ts';
import { columnLayout } from '../../../src/scoreboard/records/column-layout.ts';
import { LineBlocks } from '../../../src/scoreboard/records/line-blocks.ts';
import type { RowSettings } from '../../../src/scoreboard/records/parse-job-row.ts';
import { ALL_COLUMNS, BASE_COLUMNS, type Column } from '../../../src/scoreboard/sacct/columns.ts';
import { readRows } from './job-records.ts';

const SETTINGS: RowSettings = {
  memoryBase: 1024,
  reqMemWithoutSuffix: 'per-node',
  gpuNames: ['gpu'],
  wallClock: epochOnly,
  latestEnd: 2e9,
};

const cell = fc.oneof(
  fc.constantFrom(
    '1',
    '7.batch',
    '7_[1-3]',
    'alice',
    'COMPLETED',
    'RUNNING',
    'CANCELLED by 0',
    '100M',
    '16?',
    '1788220000',
    'None',
    'Unknown',
    '',
    'cpu=1,gres/gpu=2',
  ),
  fc.string({ maxLength: 8 }).map((text) => text.replaceAll(/[|\n\r]/g, '')),
);
const line = fc.oneof(
  fc.array(cell, { minLength: 13, maxLength: 13 }).map((cells) => cells.join('|')),
  fc.string({ maxLength: 40 }).map((text) => text.replaceAll(/[\n\r]/g, '')),
);

describe('P1 for any rows', () => {
  it('rows = jobs + steps + not_ended + rejected, and every reject has a reason', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
        const { counts, records, rejects } = readRows(lines, {
          layout: columnLayout(BASE_COLUMNS),
          settings: SETTINGS,
        });
        expect(counts.rows).toBe(lines.length);
        expect(counts.rows).toBe(counts.jobs + counts.steps + counts.not_ended + counts.rejected);
        expect(counts.rejected).toBe(Object.values(counts.reasons).reduce((sum, count) => sum + count, 0));
        expect([records.length, rejects.length]).toEqual([counts.jobs, counts.rejected]);
      }),
      { numRuns: 2000 },
    );
  });
});

/** Cells as they are, and at the edges of what the short way takes. */
const CELLS: Readonly<Record<Column, readonly string[]>> = {
  JobID: [
    '7',
    '7',
    '7.batch',
    '7.extern',
    '7.0',
    '7.0+1',
    '7.x',
    '7_1',
    '7_1.batch',
    '7+1',
    '7+1.3',
    '7_[1-3]',
    '07',
    'x',
  ],
  User: ['alice', 'Bob@REALM', '', 'müller', 'a\u202eb', ' x', 'a\u0007'],
  State: ['COMPLETED', 'FAILED', 'CANCELLED by 7', 'RUNNING', 'OUT_OF_ME+', 'NEW_STATE', 'completed', ''],
  ElapsedRaw: ['100', '0', '0007', '4294967295', '4294967296', '12345678901', '-1', '1.5', ''],
  AllocCPUS: ['4', '0', '128', '4294967295', ' 4'],
  NNodes: ['1', '2', '99999999999'],
  ReqMem: ['4G', '2000Mc', '64Gn', '', '16?', '1.5T', '9999999P', '2147483649n', 'much'],
  MaxRSS: ['', '100K', '5.25M', '71624021', '1.5', '9007199254740993', '900719925474099K', '1.K', '.5K', '1Kb'],
  AveRSS: ['', '3M', '0', '1234567890123456', '0.123456789012345'],
  AllocTRES: ['', 'cpu=4,mem=4G,node=1', 'cpu=1,gres/gpu:a100=2,gres/gpu=2,mem=1.5G', 'gres/gpu=x', 'mem=', 'mem=lots'],
  Submit: ['1788220000', '01788220000', 'Unknown', '', '99999999999', '999999999999', '17882200x'],
  Start: ['1788220300', 'None', 'Unknown', '', '0', '1788219000', 'Nope'],
  End: ['1788220400', 'Unknown', '2000000001', '-5'],
  Eligible: ['1788220100', 'Unknown', '1788220350', '', '2026-09-01T00:00:00'],
  Account: ['chem', '', 'phys\u0001', 'Ünit'],
  Partition: ['cpu', ''],
  QOS: ['normal', 'x\ty'],
  TimelimitRaw: ['60', '', 'Partition_Limit'],
  TotalCPU: [
    ...['00:05:00', '', '01:02.345', '1-02:03:04', '100:00:00', '00:00.5', '00:60', '1:02', '1:2', '001:02'],
    ...['00:00.1234', '00:00.', '1-02:03', '1-1:02:03', '1:2:03', '999999999-00:00:00', '9999999999-00:00:00', '5-x'],
  ],
  TRESUsageInTot: [
    ...['', 'cpu=00:00:01,energy=0,mem=1000000,pages=0', 'mem=8M,vmem=9M', 'vmem=9M', 'mem=', 'mem=1.5G', 'mem=4?'],
    ...['cpu=1,memx=3', 'xmem=3', 'mem=1,mem=2', ',mem=7', 'mem', 'mem=1x,'],
  ],
};

/** Mostly the first of each column, so that many rows are good; now and then with a byte changed. */
const odds = (texts: readonly string[]): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 12, arbitrary: fc.constant(texts[0]!) },
    { weight: 3, arbitrary: fc.constantFrom(...texts) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(
          fc.constantFrom(...texts),
          fc.nat(12),
          fc.constantFrom('', '0', '.', ':', '-', ',', '=', 'K', ' ', '\r', '\ufffd'),
        )
        .map(([text, at, more]) => text.slice(0, at) + more + text.slice(at + 1)),
    },
  );
const jobOrStep = fc.record(
  Object.fromEntries(ALL_COLUMNS.map((column) => [column, odds(CELLS[column])])) as Record<
    Column,
    fc.Arbitrary<string>
  >,
);

describe('the short way through a row and the long one', () => {
  it.each([
    ['20 columns', ALL_COLUMNS],
    ['13 columns', BASE_COLUMNS],
    ['columns without AllocTRES and Start', ALL_COLUMNS.filter((name) => name !== 'AllocTRES' && name !== 'Start')],
    ['columns that end in a text', ['JobID', 'End', 'Submit', 'ElapsedRaw', 'State', 'Account', 'User'] as Column[]],
  ])('end at the same: %s', (_, columns) => {
    // Rows whose first column is not JobID all go the long way.
    const shifted = ['Nothing', ...columns];
    fc.assert(
      fc.property(fc.array(jobOrStep, { maxLength: 12 }), fc.integer({ min: 1, max: 4 }), (rows, capacity) => {
        const short = readRows(
          rows.map((row) => columns.map((column) => row[column]).join('|')),
          { layout: columnLayout(columns), settings: SETTINGS, capacity },
        );
        const long = readRows(
          rows.map((row) => ['', ...columns.map((column) => row[column])].join('|')),
          { layout: columnLayout(shifted), settings: SETTINGS, capacity },
        );
        expect(short.records).toEqual(long.records);
        expect(short.counts).toEqual(long.counts);
        expect(short.rejects.map(({ line, reason }) => [line, reason])).toEqual(
          long.rejects.map(({ line, reason }) => [line, reason]),
        );
      }),
      { numRuns: 3000 },
    );
  });
});

describe('S7: lines from bytes', () => {
  it('are the same however the bytes were cut, and the rest without newline comes last', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.array(fc.nat(30)), (text, cuts) => {
        const bytes = Buffer.from(text.replaceAll('\r', ''));
        const lines: string[] = [];
        const blocks = new LineBlocks({
          rows: (block, from, to) => lines.push(...block.toString('utf8', from, to - 1).split('\n')),
          longRow: () => expect.unreachable('no line is so long'),
        });
        let at = 0;
        for (const cut of cuts) {
          blocks.push(bytes.subarray(at, at + cut));
          at += cut;
        }
        blocks.push(bytes.subarray(at));
        const rest = blocks.end();
        const wanted = bytes.toString('utf8').split('\n');
        expect([...lines, rest ?? '']).toEqual(wanted);
      }),
      { numRuns: 1000 },
    );
  });
});
