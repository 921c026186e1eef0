import { readFileSync } from 'node:fs';

/** What one string of `fixtures/domain/slurm-strings.tsv` stands for. */
export type SlurmString = {
  readonly field: string;
  readonly text: string;
  /** CPUs, nodes and the reading of no suffix for ReqMem, the zone for a time. */
  readonly context: string;
  /** The value as text, or `error`. Memory of jobs in MiB, of steps in bytes; both with a base of 1024. */
  readonly expected: string;
  readonly reason: string;
};

/** Fields of the table; each is read by the test of its parser. */
export const SLURM_FIELDS = [
  'ReqMem',
  'MaxRSS',
  'AveRSS',
  'GPUs',
  'AllocMem',
  'State',
  'JobID',
  'Time',
  'TotalCPU',
  'User',
] as const;

const TABLE = new URL('../../fixtures/domain/slurm-strings.tsv', import.meta.url);

/** Every row of the table. */
export function allSlurmStrings(): SlurmString[] {
  const [, ...lines] = readFileSync(TABLE, 'utf8').trimEnd().split('\n');
  return lines.map((line) => {
    const [field = '', text = '', context = '', expected = '', reason = ''] = line.split('\t');
    return { field, text, context, expected, reason };
  });
}

/** The rows of one field. */
export function slurmStrings(field: (typeof SLURM_FIELDS)[number]): SlurmString[] {
  return allSlurmStrings().filter((row) => row.field === field);
}

/** Cells by column of the rows of a real Slurm, in the owner's 13 columns. */
export function measuredRows(version: '22.05' | '26.05'): Record<string, string>[] {
  const names = 'JobID|User|State|ElapsedRaw|AllocCPUS|NNodes|ReqMem|MaxRSS|AveRSS|AllocTRES|Submit|Start|End'.split(
    '|',
  );
  const text = readFileSync(new URL(`../../fixtures/domain/sacct-${version}.psv`, import.meta.url), 'utf8');
  const lines = text.trimEnd().split('\n');
  return lines.map((line) => {
    const cells = line.split('|');
    return Object.fromEntries(names.map((name, index) => [name, cells[index] ?? '']));
  });
}
