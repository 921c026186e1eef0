import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { epochOnly } from '../../../src/domain/slurm-time.ts';
import { columnLayout } from '../../../src/scoreboard/records/column-layout.ts';
import { splitLines } from '../../../src/scoreboard/records/line-splitter.ts';
import { createRecordReader } from '../../../src/scoreboard/records/record-reader.ts';
import { BASE_COLUMNS } from '../../../src/scoreboard/sacct/columns.ts';

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

function counts(lines: readonly string[]) {
  let records = 0;
  let rejects = 0;
  const reader = createRecordReader({
    layout: columnLayout(BASE_COLUMNS),
    settings: {
      memoryBase: 1024,
      reqMemWithoutSuffix: 'per-node',
      gpuNames: ['gpu'],
      wallClock: epochOnly,
      latestEnd: 2e9,
    },
    onRecord: () => records++,
    onReject: () => rejects++,
  });
  for (const text of lines) reader.row(text);
  return { ...reader.end(), records, seenRejects: rejects };
}

describe('P1 for any rows', () => {
  it('rows = jobs + steps + not_ended + rejected, and every reject has a reason', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
        const { rows, jobs, steps, not_ended, rejected, reasons, records, seenRejects } = counts(lines);
        expect(rows).toBe(lines.length);
        expect(rows).toBe(jobs + steps + not_ended + rejected);
        expect(rejected).toBe(Object.values(reasons).reduce((sum, count) => sum + count, 0));
        expect([records, seenRejects]).toEqual([jobs, rejected]);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('S7: lines from bytes', () => {
  it('are the same however the bytes were cut, and the rest without newline comes last', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.array(fc.nat(30)), (text, cuts) => {
        const bytes = Buffer.from(text.replaceAll('\r', ''));
        const lines: string[] = [];
        const splitter = splitLines(
          (one) => lines.push(one),
          () => expect.unreachable('no line is so long'),
        );
        let at = 0;
        for (const cut of cuts) {
          splitter.push(bytes.subarray(at, at + cut));
          at += cut;
        }
        splitter.push(bytes.subarray(at));
        const rest = splitter.end();
        const wanted = bytes.toString('utf8').split('\n');
        expect([...lines, rest ?? '']).toEqual(wanted);
      }),
      { numRuns: 1000 },
    );
  });
});
