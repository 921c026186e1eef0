import { describe, expect, it } from 'vitest';
import { chosenColumns } from '../../../src/scoreboard/demo/chosen-columns.ts';
import type { JobRun } from '../../../src/scoreboard/demo/job-run.ts';
import { rowPrinter } from '../../../src/scoreboard/demo/print-rows.ts';
import { rowsAt } from '../../../src/scoreboard/demo/rows-at.ts';
import { BASE_COLUMNS } from '../../../src/scoreboard/sacct/columns.ts';
import { aRun, DAY_START } from './a-run.ts';

const at = (second: number): number => DAY_START + second;
const LAYOUT = { kind: 'parsable2', delimiter: '|', header: false } as const;
const CONTEXT = { cluster: 'bell', gpuType: 'a100', timeText: (time: number) => `t${time - DAY_START}` };

function lines(run: JobRun, now: number, { steps = true, format = BASE_COLUMNS.join(',') } = {}): string[] {
  const print = rowPrinter(chosenColumns(format), LAYOUT, CONTEXT);
  return rowsAt(run, now, steps).map((row) => print(row).trimEnd());
}

describe('C14 rows are those of a real sacct', () => {
  it.each([
    [
      'a script: User and ReqMem on the job, memory on the step, billing not on batch',
      aRun(),
      [
        '7|zorwug|COMPLETED|100|2|1|500M|||billing=2,cpu=2,mem=500M,node=1|t1000|t2000|t2100',
        '7.batch||COMPLETED|100|2|1||316684K|316684K|cpu=2,mem=500M,node=1|t2000|t2000|t2100',
        '7.extern||COMPLETED|100|2|1||||billing=2,cpu=2,mem=500M,node=1|t2000|t2000|t2100',
      ],
    ],
    [
      'GPUs by type and untyped',
      aRun({ gpus: 2, usedMemKib: null }),
      [
        '7|zorwug|COMPLETED|100|2|1|500M|||billing=2,cpu=2,gres/gpu:a100=2,gres/gpu=2,mem=500M,node=1|t1000|t2000|t2100',
        '7.batch||COMPLETED|100|2|1||||cpu=2,gres/gpu:a100=2,gres/gpu=2,mem=500M,node=1|t2000|t2000|t2100',
        '7.extern||COMPLETED|100|2|1||||billing=2,cpu=2,gres/gpu:a100=2,gres/gpu=2,mem=500M,node=1|t2000|t2000|t2100',
      ],
    ],
    [
      'cancelled before it started: no allocation, Start None',
      aRun({ state: 'CANCELLED', cancelledByUid: 5001, startAt: null }),
      ['7|zorwug|CANCELLED by 5001|0|0|1|500M||||t1000|None|t2100'],
    ],
    [
      'cancelled while it ran: only the job names who did it',
      aRun({ jobId: '5_1', state: 'CANCELLED', cancelledByUid: 0, style: 'srun', usedMemKib: null }),
      [
        '5_1|zorwug|CANCELLED by 0|100|2|1|500M|||billing=2,cpu=2,mem=500M,node=1|t1000|t2000|t2100',
        '5_1.extern||COMPLETED|100|2|1||||billing=2,cpu=2,mem=500M,node=1|t2000|t2000|t2100',
        '5_1.0||CANCELLED|100|2|1||||cpu=2,mem=500M,node=1|t2000|t2000|t2100',
      ],
    ],
    [
      'a shell',
      aRun({ style: 'interactive', usedMemKib: 5312 }),
      [
        '7|zorwug|COMPLETED|100|2|1|500M|||billing=2,cpu=2,mem=500M,node=1|t1000|t2000|t2100',
        '7.interactive||COMPLETED|100|2|1||5312K|5312K|cpu=2,mem=500M,node=1|t2000|t2000|t2100',
        '7.extern||COMPLETED|100|2|1||||billing=2,cpu=2,mem=500M,node=1|t2000|t2000|t2100',
      ],
    ],
    [
      'suspended for 40 s: ElapsedRaw leaves them out',
      aRun({ suspendedSeconds: 40, usedMemKib: null }),
      [
        '7|zorwug|COMPLETED|60|2|1|500M|||billing=2,cpu=2,mem=500M,node=1|t1000|t2000|t2100',
        '7.batch||COMPLETED|60|2|1||||cpu=2,mem=500M,node=1|t2000|t2000|t2100',
        '7.extern||COMPLETED|60|2|1||||billing=2,cpu=2,mem=500M,node=1|t2000|t2000|t2100',
      ],
    ],
  ])('%s', (_, run, expected) => {
    expect(lines(run, at(50_000))).toEqual(expected);
  });

  it('three nodes: batch is on the first, tasks share the memory', () => {
    const run = aRun({ nodes: 3, cpus: 6, tasks: 6, reqMemMib: 3000, style: 'srun', usedMemKib: 600_000 });
    expect(lines(run, at(50_000))[2]).toBe(
      // 600,000 KiB over 6 tasks: 100,000 KiB each, 102,400,000 bytes; the largest has 1.125 times that.
      '7.0||COMPLETED|100|6|3||112500K|100000K|cpu=6,mem=3000M,node=3|t2000|t2000|t2100',
    );
    const batch = lines({ ...run, style: 'batch' }, at(50_000))[1];
    expect(batch).toBe('7.batch||COMPLETED|100|2|1||600000K|600000K|cpu=2,mem=1000M,node=1|t2000|t2000|t2100');
  });

  it('OUT_OF_MEMORY, TIMEOUT, NODE_FAIL: what the steps say', () => {
    const format = 'JobID,State,ExitCode';
    const ending = (state: JobRun['state'], exitCode: string) =>
      lines(aRun({ state, exitCode }), at(50_000), { format }).map((line) => line.replace('COMPLETED', 'ok'));
    expect(ending('OUT_OF_MEMORY', '0:125')).toEqual([
      '7|OUT_OF_MEMORY|0:125',
      '7.batch|OUT_OF_MEMORY|0:125',
      '7.extern|ok|0:0',
    ]);
    expect(ending('TIMEOUT', '0:0')).toEqual(['7|TIMEOUT|0:0', '7.batch|CANCELLED|0:15', '7.extern|ok|0:0']);
    expect(ending('NODE_FAIL', '0:0')).toEqual(['7|NODE_FAIL|0:0', '7.batch|CANCELLED|0:0', '7.extern|CANCELLED|0:0']);
    expect(ending('FAILED', '2:0')).toEqual(['7|FAILED|2:0', '7.batch|FAILED|2:0', '7.extern|ok|0:0']);
  });
});

describe('C14 the other columns of S1', () => {
  const format =
    'JobIDRaw,Cluster,Eligible,Account,Partition,QOS,TimelimitRaw,TotalCPU,TRESUsageInTot,Elapsed,Suspended';
  it('with steps', () => {
    expect(lines(aRun({ rawId: 10, eligibleAt: at(1500) }), at(50_000), { format })).toEqual([
      '10|bell|t1500|alchemy|cpu|normal|30|02:30.500||00:01:40|00:00:00',
      // fs/disk is invented: a seventh of the CPU milliseconds and the KiB of memory, 21500 + 316684.
      '10.batch|bell|t2000|alchemy||||02:30.500|cpu=00:02:30,energy=0,fs/disk=338184,mem=316684K,pages=0,vmem=316684K|00:01:40|00:00:00',
      '10.extern|bell|t2000|alchemy||||00:00:00||00:01:40|00:00:00',
    ]);
  });

  it('S4 with -X the job row alone, and TotalCPU is 0', () => {
    expect(lines(aRun(), at(50_000), { steps: false, format: 'JobID,TotalCPU,MaxRSS' })).toEqual(['7|00:00:00|']);
  });
});

describe('C14 a run as it is seen before it is over', () => {
  const run = aRun({ style: 'srun-steps', stepSeed: 1 });
  it.each([
    ['waiting', at(1500), '7|zorwug|PENDING|0|0|1|500M||||t1000|Unknown|Unknown'],
    ['running', at(2050), '7|zorwug|RUNNING|50|2|1|500M|||billing=2,cpu=2,mem=500M,node=1|t1000|t2000|Unknown'],
  ])('%s', (_, now, expected) => {
    expect(lines(run, now, { steps: false })).toEqual([expected]);
  });

  it('a waiting job has no steps, one that starts has its first', () => {
    expect(lines(run, at(1999), { format: 'JobID,State' })).toEqual(['7|PENDING']);
    expect(lines(run, at(2000), { format: 'JobID,State' })).toEqual([
      '7|RUNNING',
      '7.batch|RUNNING',
      '7.extern|RUNNING',
      '7.0|RUNNING',
    ]);
  });

  it('a job that is to be cancelled before it starts waits until then', () => {
    const doomed = aRun({ state: 'CANCELLED', cancelledByUid: 0, startAt: null, eligibleAt: null });
    expect(lines(doomed, at(2099), { format: 'State,Start,End,Eligible' })).toEqual([
      'PENDING|Unknown|Unknown|Unknown',
    ]);
    expect(lines(doomed, at(2100), { format: 'State,Start,End,Eligible' })).toEqual([
      'CANCELLED by 0|None|t2100|Unknown',
    ]);
  });
});
