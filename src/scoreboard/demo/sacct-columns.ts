import type { AccountingRow, RowTime } from './accounting-row.ts';
import { cpuTimeText, elapsedText } from './elapsed-text.ts';
import { sizeText } from './size-text.ts';
import { allocTresText, aveRssText, type GpuType, maxRssText, usageTotalText } from './tres-texts.ts';

/** What columns need beside the row. */
export type ColumnContext = {
  readonly cluster: string;
  readonly gpuType: GpuType;
  readonly timeText: (epochSeconds: number) => string;
};

/** A column of sacct; a negative width is left-justified, as in sacct's own table. */
export type SacctColumn = {
  readonly name: string;
  readonly width: number;
  readonly text: (row: AccountingRow, context: ColumnContext) => string;
};

const time = (value: RowTime, { timeText }: ColumnContext): string =>
  typeof value === 'number' ? timeText(value) : value;

const column = (name: string, width: number, text: SacctColumn['text']): SacctColumn => ({ name, width, text });

/** The columns the demo knows, in the alphabetical order of `sacct --helpformat`. */
export const SACCT_COLUMNS: readonly SacctColumn[] = [
  column('Account', 10, (row) => row.account),
  column('AllocCPUS', 10, (row) => String(row.alloc?.cpus ?? 0)),
  column('AllocTRES', 10, (row, { gpuType }) => allocTresText(row.alloc, gpuType)),
  column('AveRSS', 10, aveRssText),
  column('Cluster', 10, (_, { cluster }) => cluster),
  column('Elapsed', 10, (row) => elapsedText(row.elapsedSeconds)),
  column('ElapsedRaw', 10, (row) => String(row.elapsedSeconds)),
  column('Eligible', 19, (row, context) => time(row.eligibleAt, context)),
  column('End', 19, (row, context) => time(row.endAt, context)),
  column('ExitCode', 8, (row) => row.exitCode),
  column('JobID', -12, (row) => row.jobId),
  column('JobIDRaw', -12, (row) => row.jobIdRaw),
  column('JobName', 10, (row) => row.jobName),
  column('MaxRSS', 10, maxRssText),
  column('NNodes', 8, (row) => String(row.nodes)),
  column('Partition', 10, (row) => row.partition),
  column('QOS', 10, (row) => row.qos),
  column('ReqMem', 10, (row) => (row.reqMemMib === null ? '' : sizeText(row.reqMemMib, 'M'))),
  column('Start', 19, (row, context) => time(row.startAt, context)),
  column('State', 10, (row) => row.state),
  column('Submit', 19, (row, context) => time(row.submitAt, context)),
  column('Suspended', 10, (row) => elapsedText(row.suspendedSeconds)),
  column('TimelimitRaw', 10, (row) => (row.limitMinutes === null ? '' : String(row.limitMinutes))),
  column('TotalCPU', 10, (row) => cpuTimeText(row.cpuMs)),
  column('TRESUsageInTot', 14, usageTotalText),
  column('User', 9, (row) => row.user),
];

/** What sacct prints when no format is asked for. */
export const DEFAULT_FORMAT = 'JobID,JobName,Partition,Account,AllocCPUS,State,ExitCode';
