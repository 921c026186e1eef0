import { describe, expect, it } from 'vitest';
import { chosenColumns } from '../../../src/scoreboard/demo/chosen-columns.ts';
import { headerText, type RowLayout, rowPrinter } from '../../../src/scoreboard/demo/print-rows.ts';
import { rowsAt } from '../../../src/scoreboard/demo/rows-at.ts';
import { DEFAULT_FORMAT } from '../../../src/scoreboard/demo/sacct-columns.ts';
import { aRun, DAY_START } from './a-run.ts';

const CONTEXT = { cluster: 'bell', gpuType: null, timeText: String };

function printed(layout: RowLayout, format: string): string {
  const columns = chosenColumns(format);
  const run = aRun({
    jobId: '1',
    jobName: 'timeout',
    partition: 'main',
    account: 'chem',
    cpus: 1,
    state: 'TIMEOUT',
    exitCode: '0:15',
  });
  const rows = rowsAt(run, DAY_START + 50_000, false).map(rowPrinter(columns, layout, CONTEXT));
  return headerText(columns, layout) + rows.join('');
}

describe('C14 layouts', () => {
  it.each([
    ['-P', { kind: 'parsable2', delimiter: '|', header: true }, 'JobID|User\n1|zorwug\n'],
    ['-p', { kind: 'parsable', delimiter: '|', header: true }, 'JobID|User|\n1|zorwug|\n'],
    ['-nP', { kind: 'parsable2', delimiter: '|', header: false }, '1|zorwug\n'],
    ['-nP --delimiter=;', { kind: 'parsable2', delimiter: ';', header: false }, '1;zorwug\n'],
  ] as const)('%s', (_, layout, expected) => {
    expect(printed(layout, 'JobID,User')).toBe(expected);
  });

  it('the table of a real sacct', () => {
    expect(printed({ kind: 'table', delimiter: '|', header: true }, DEFAULT_FORMAT)).toBe(
      [
        'JobID           JobName  Partition    Account  AllocCPUS      State ExitCode ',
        '------------ ---------- ---------- ---------- ---------- ---------- -------- ',
        '1               timeout       main       chem          1    TIMEOUT     0:15 ',
        '',
      ].join('\n'),
    );
  });

  it('a table cuts what is too long', () => {
    expect(printed({ kind: 'table', delimiter: '|', header: false }, 'State%5')).toBe('TIME+ \n');
  });
});
