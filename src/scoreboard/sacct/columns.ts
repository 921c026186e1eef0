/** The owner's 13 columns, in the order in which sacct is asked for them (spec S1). */
export const BASE_COLUMNS = [
  'JobID',
  'User',
  'State',
  'ElapsedRaw',
  'AllocCPUS',
  'NNodes',
  'ReqMem',
  'MaxRSS',
  'AveRSS',
  'AllocTRES',
  'Submit',
  'Start',
  'End',
] as const;

/** Columns asked for where this sacct has them. */
const EXTRA_COLUMNS = [
  'Eligible',
  'Account',
  'Partition',
  'QOS',
  'TimelimitRaw',
  'TotalCPU',
  'TRESUsageInTot',
] as const;

/** Every column the scoreboard reads. */
export const ALL_COLUMNS = [...BASE_COLUMNS, ...EXTRA_COLUMNS] as const;

/** A column the scoreboard reads. */
export type Column = (typeof ALL_COLUMNS)[number];

/** Columns without which no job can be counted. */
export const NEEDED_COLUMNS: readonly Column[] = ['JobID', 'User', 'State', 'ElapsedRaw', 'Submit', 'End'];

/** The columns to ask for, given what this sacct knows; the comparison is Slurm's, which ignores case. */
export function columnsToAsk(known: readonly string[]): { ask: Column[]; missing: Column[] } {
  const names = new Set(known.map((name) => name.toLowerCase()));
  const has = (column: Column): boolean => names.has(column.toLowerCase());
  return { ask: ALL_COLUMNS.filter(has), missing: ALL_COLUMNS.filter((column) => !has(column)) };
}

/** The columns in what `sacct --helpformat` prints; none where accounting is away (22.05). */
export function parseHelpformat(text: string): string[] {
  return text.split(/\s+/).filter((word) => /^[A-Za-z][A-Za-z0-9]*$/.test(word));
}
