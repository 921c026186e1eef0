import { describe, expect, it } from 'vitest';
import { epochOnly } from '../../../src/domain/slurm-time.ts';
import { columnLayout } from '../../../src/scoreboard/records/column-layout.ts';
import { ALL_COLUMNS, type Column } from '../../../src/scoreboard/sacct/columns.ts';
import { hexDigest, type ReadRecord, readRows } from './job-records.ts';

const GOOD: Record<Column, string> = {
  JobID: '7',
  User: 'alice',
  State: 'COMPLETED',
  ElapsedRaw: '100',
  AllocCPUS: '4',
  NNodes: '1',
  ReqMem: '4G',
  MaxRSS: '',
  AveRSS: '',
  AllocTRES: 'billing=4,cpu=4,mem=4G,node=1',
  Submit: '1788220000',
  Start: '1788220300',
  End: '1788220400',
  Eligible: '1788220100',
  Account: 'chem',
  Partition: 'cpu',
  QOS: 'normal',
  TimelimitRaw: '60',
  TotalCPU: '00:05:00',
  TRESUsageInTot: '',
};
const STEP = { User: '', ReqMem: '', Submit: '1788220300', Account: '', Partition: '', QOS: '', TimelimitRaw: '' };

const row = (cells: Partial<Record<Column, string>> = {}): string => {
  const all = { ...GOOD, ...cells };
  return ALL_COLUMNS.map((column) => all[column]).join('|');
};
const step = (id: string, cells: Partial<Record<Column, string>> = {}): string => row({ ...STEP, JobID: id, ...cells });

const PARTS = {
  layout: columnLayout(ALL_COLUMNS),
  settings: {
    memoryBase: 1000,
    reqMemWithoutSuffix: 'per-job',
    gpuNames: ['gpu'],
    wallClock: epochOnly,
    latestEnd: 1_790_000_000,
  },
} as const;

const read = (rows: readonly string[]) => readRows(rows, PARTS);

const one = (cells: Partial<Record<Column, string>>, ...steps: string[]): ReadRecord =>
  read([row(cells), ...steps]).records[0]!;

describe('P3 to P9: one job row', () => {
  it('is read whole', () => {
    expect(one({})).toEqual({
      digest: hexDigest('7|1788220000'),
      submit: 1_788_220_000,
      user: 'alice',
      account: 'chem',
      state: 'COMPLETED',
      end: 1_788_220_400,
      started: true,
      elapsedSeconds: 100,
      cpus: 4,
      nodes: 1,
      gpus: 0,
      waitSeconds: 200,
      reqMemBytes: 4e9,
      maxMemBytes: null,
      avgMemBytes: null,
      usedMemBytes: null,
      allocMemBytes: 4e9,
      cpuUsedSeconds: 300,
    });
  });

  it.each([
    ['waits from Eligible', { Eligible: '1788220250' }, { waitSeconds: 50 }],
    ['waits from Submit where Eligible is unknown', { Eligible: 'Unknown' }, { waitSeconds: 300 }],
    ['waits nothing where Start is before Eligible', { Eligible: '1788220350' }, { waitSeconds: 0 }],
    [
      'has no wait when it never started',
      { Start: 'None', State: 'CANCELLED by 1001' },
      { waitSeconds: null, started: false },
    ],
    ['loses its realm and capitals', { User: 'Alice@EXAMPLE.ORG' }, { user: 'alice' }],
    ['of a state Slurm does not have is ended', { State: 'INVALID' }, { state: 'INVALID' }],
    ['keeps CPU time unknown where none is told', { TotalCPU: '' }, { cpuUsedSeconds: null }],
    ['keeps CPU time unknown where it is 0 without any step', { TotalCPU: '00:00:00' }, { cpuUsedSeconds: null }],
    ['of no time used no CPU', { TotalCPU: '00:00:00', ElapsedRaw: '0' }, { cpuUsedSeconds: 0 }],
    ['carries its own MaxRSS below 22.05', { MaxRSS: '5M', AveRSS: '4M' }, { maxMemBytes: 5e6, avgMemBytes: 4e6 }],
    ['has no memory request where Slurm prints ?', { ReqMem: '16?' }, { reqMemBytes: null }],
    ['counts GPUs', { AllocTRES: 'cpu=4,gres/gpu:a100=2,gres/gpu=2' }, { gpus: 2, allocMemBytes: null }],
    [
      'that was unsplit when it was cancelled is one job',
      { JobID: '71_[1-5]', State: 'CANCELLED' },
      { digest: hexDigest('71_[1-5]|1788220000') },
    ],
  ] as const)('one that %s', (_, cells, wanted) => {
    expect(one(cells)).toMatchObject(wanted);
  });
});

describe('P8: steps', () => {
  it('give the greatest MaxRSS and AveRSS of one row, never a sum', () => {
    const record = one(
      {},
      step('7.batch', { MaxRSS: '3M', AveRSS: '2M' }),
      step('7.extern', { MaxRSS: '1M', AveRSS: '1M' }),
      step('7.0', { MaxRSS: '2M', AveRSS: '2500K' }),
    );
    expect(record).toMatchObject({ maxMemBytes: 3e6, avgMemBytes: 2.5e6 });
  });

  it('give memory by TRESUsageInTot where no row has MaxRSS, and always for efficiency', () => {
    const steps = [
      step('7.batch', { TRESUsageInTot: 'cpu=00:00:01,mem=1000000' }),
      step('7.0', { TRESUsageInTot: 'cpu=1,mem=8M' }),
    ];
    expect(one({}, ...steps)).toMatchObject({ maxMemBytes: 8e6, avgMemBytes: 8e6, usedMemBytes: 8e6 });
    expect(one({}, ...steps, step('7.1', { MaxRSS: '5M' }))).toMatchObject({ maxMemBytes: 5e6, usedMemBytes: 8e6 });
  });

  it('make a CPU time of 0 known', () => {
    expect(one({ TotalCPU: '00:00:00' }, step('7.batch')).cpuUsedSeconds).toBe(0);
  });

  it('of het components, arrays and requeued runs go to the row before them', () => {
    const { records, counts } = read([
      row({ JobID: '8+0' }),
      step('8+0.0', { MaxRSS: '1M' }),
      row({ JobID: '8+1' }),
      step('8+1.0', { MaxRSS: '2M' }),
      row({ JobID: '9', State: 'REQUEUED', Submit: '1788210000' }),
      step('9.batch', { MaxRSS: '3M' }),
      row({ JobID: '9' }),
      step('9.batch', { MaxRSS: '4M' }),
    ]);
    expect(records.map(({ digest, maxMemBytes }) => [digest, maxMemBytes])).toEqual([
      [hexDigest('8+0|1788220000'), 1e6],
      [hexDigest('8+1|1788220000'), 2e6],
      [hexDigest('9|1788210000'), 3e6],
      [hexDigest('9|1788220000'), 4e6],
    ]);
    expect(counts).toMatchObject({ rows: 8, jobs: 4, steps: 4, orphan_steps: 0 });
  });

  it('without their job are orphans; those of jobs that do not count are steps', () => {
    const { counts } = read([
      step('6.0'),
      row({ State: 'RUNNING', End: 'Unknown' }),
      step('7.batch'),
      row({ JobID: '8', User: '' }),
      step('8.batch'),
      step('9.batch'),
    ]);
    expect(counts).toMatchObject({ rows: 6, jobs: 0, steps: 4, orphan_steps: 2, not_ended: 1, rejected: 1 });
  });
});

describe('P1: a last row that was cut', () => {
  const cutAfter = (rows: readonly string[], cut: string) => readRows(rows, PARTS, cut);
  it.each([
    ['a step', '7.batch|', ['6']],
    ['what may be a step', '7', ['6']],
    ['another job', '8|ali', ['6', '7']],
  ])('%s: the job whose step it may be is left out, and counted once the whole file comes', (_, cut, ids) => {
    const { records, counts } = cutAfter([row({ JobID: '6' }), row(), step('7.extern')], cut);
    expect(records.map(({ digest }) => digest)).toEqual(ids.map((id) => hexDigest(`${id}|1788220000`)));
    expect(counts.rows).toBe(4);
    expect(counts.rows).toBe(counts.jobs + counts.steps + counts.rejected);
    expect(counts.reasons).toEqual({ cut_line: 4 - counts.jobs - counts.steps });
  });
});

describe('P1: rows that cannot be read', () => {
  it.each([
    ['column_count', 'JobID|User'],
    ['column_count', ''],
    ['column_count', `${row()}|more`],
    ['bad_job_id', row({ JobID: 'seven' })],
    ['bad_job_id', row({ JobID: '' })],
    ['cut_state', row({ State: 'CANCELLED+' })],
    ['bad_state', row({ State: '' })],
    ['bad_state', row({ State: '-' })],
    ['bad_time', row({ End: 'Unknown' })],
    ['bad_time', row({ End: 'None' })],
    ['bad_time', row({ End: '2026-09-01T00:00:00' })],
    ['bad_time', row({ Submit: 'Unknown' })],
    ['bad_time', row({ Start: 'yesterday' })],
    ['bad_time', row({ Eligible: '17882200000000000' })],
    ['end_in_future', row({ End: '1790000001' })],
    ['no_user', row({ User: '' })],
    ['no_user', row({ User: '  ' })],
    ['bad_user', row({ User: 'a\u001b[2Jb' })],
    ['bad_user', row({ User: '@realm' })],
    ['bad_user', row({ Account: 'a\u0007' })],
    ['bad_number', row({ ElapsedRaw: '-1' })],
    ['bad_number', row({ ElapsedRaw: '' })],
    ['bad_number', row({ AllocCPUS: '1.5' })],
    ['bad_number', row({ NNodes: '4294967296' })],
    ['bad_number', row({ ElapsedRaw: '4294967295', AllocCPUS: '4294967295' })],
    ['bad_req_mem', row({ ReqMem: '1.2kcn' })],
    ['bad_memory', row({ MaxRSS: 'much' })],
    ['bad_memory', step('7.0', { AveRSS: '1X' })],
    ['bad_tres', row({ AllocTRES: 'gres/gpu=x' })],
    ['bad_tres', row({ AllocTRES: 'cpu=1,mem=lots' })],
    ['bad_cpu_time', row({ TotalCPU: 'long' })],
  ])('%s: %j', (reason, text) => {
    const { records, rejects, counts } = read([text]);
    expect([records, counts.rejected, counts.reasons]).toEqual([[], 1, { [reason]: 1 }]);
    expect(rejects).toEqual([{ line: 1, reason, text }]);
  });

  it('do not take the rows around them along', () => {
    const { records, counts } = read([
      row({ JobID: '1' }),
      'x',
      row({ JobID: '2' }),
      row({ JobID: '3', End: '' }),
      row({ JobID: '4' }),
    ]);
    expect(records.map(({ digest }) => digest)).toEqual(['1', '2', '4'].map((id) => hexDigest(`${id}|1788220000`)));
    expect(counts).toMatchObject({ rows: 5, jobs: 3, rejected: 2 });
  });
});
