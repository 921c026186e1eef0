import { describe, expect, it } from 'vitest';
import { parseByteSize } from '../../src/domain/byte-size.ts';
import { parseJobId } from '../../src/domain/job-id.ts';
import { parseJobState } from '../../src/domain/job-state.ts';
import { parseReqMem } from '../../src/domain/req-mem.ts';
import { epochOnly, parseSlurmTime } from '../../src/domain/slurm-time.ts';
import { gpuCount, tresValue } from '../../src/domain/tres.ts';
import { allSlurmStrings, measuredRows, SLURM_FIELDS } from './slurm-strings.ts';

describe('the table of strings', () => {
  it('holds strings of every field and of no other', () => {
    expect([...new Set(allSlurmStrings().map((row) => row.field))].sort()).toEqual([...SLURM_FIELDS].sort());
  });

  it('gives a reason for each and names no string twice in one context', () => {
    const rows = allSlurmStrings();
    expect(rows.filter((row) => row.reason === '' || row.expected === '')).toEqual([]);
    const keys = rows.map(({ field, text, context }) => [field, text, context].join('\t'));
    expect(keys.length).toBe(new Set(keys).size);
  });
});

describe.each([
  ['22.05', 20],
  ['26.05', 222],
] as const)('P1 to P9: every cell that Slurm %s printed is readable', (version, count) => {
  const rows = measuredRows(version);

  /** Cells of a column that a parser refuses. */
  const refused = (column: string, reads: (text: string) => boolean): (string | undefined)[] =>
    rows.map((row) => row[column]).filter((text) => !reads(text ?? ''));

  it(`has ${count} rows`, () => {
    expect(rows).toHaveLength(count);
  });

  it('JobID', () => {
    expect(refused('JobID', (text) => parseJobId(text) !== null)).toEqual([]);
  });

  it('State, and no state is new', () => {
    expect(refused('State', (text) => ['ended', 'live'].includes(parseJobState(text).kind))).toEqual([]);
  });

  it('ReqMem', () => {
    const context = { cpus: 1, nodes: 1, base: 1000, withoutSuffix: 'per-job' } as const;
    expect(refused('ReqMem', (text) => parseReqMem(text, context).ok)).toEqual([]);
  });

  it.each(['MaxRSS', 'AveRSS'])('%s', (column) => {
    expect(refused(column, (text) => text === '' || parseByteSize(text, 1000) !== null)).toEqual([]);
  });

  it('AllocTRES', () => {
    expect(refused('AllocTRES', (text) => gpuCount(text) !== null)).toEqual([]);
    const memory = (text: string): string | null => tresValue(text, 'mem');
    expect(refused('AllocTRES', (text) => parseByteSize(memory(text) ?? '0', 1000, 'M') !== null)).toEqual([]);
  });

  it.each(['Submit', 'Start', 'End'])('%s', (column) => {
    expect(refused(column, (text) => parseSlurmTime(text, epochOnly).kind !== 'unreadable')).toEqual([]);
  });
});
