import { parseJobId } from '../../domain/job-id.ts';
import { parseJobState } from '../../domain/job-state.ts';
import type { ColumnLayout } from './column-layout.ts';
import {
  type Cells,
  type JobRow,
  parseJobRow,
  parseRowMemory,
  type RowMemory,
  type RowSettings,
} from './parse-job-row.ts';
import type { RejectReason } from './row-counts.ts';

/**
 * What a row is, read the long way. `job` is the id of the job that it opens, or whose step it is; of a row that cannot
 * be read it is null where nobody can tell whose it is, and its steps stay with the job before it.
 */
export type OddRow =
  | { readonly kind: 'rejected'; readonly reason: RejectReason; readonly job: string | null }
  | { readonly kind: 'step'; readonly job: string; readonly memory: RowMemory }
  | { readonly kind: 'live'; readonly job: string }
  | { readonly kind: 'run'; readonly job: string; readonly row: JobRow; readonly isUnknownState: boolean };

/** Reads any row, without its line end, or says why it cannot be read. */
export function readOddRow(text: string, layout: ColumnLayout, settings: RowSettings): OddRow {
  const fields = text.split('|');
  if (fields.length !== layout.width) return { kind: 'rejected', reason: 'column_count', job: null };
  const cells: Cells = (column) => fields[layout.at[column]];
  const id = parseJobId(cells('JobID') ?? '');
  if (id === null) return { kind: 'rejected', reason: 'bad_job_id', job: null };
  if (id.kind === 'job') return readJob(id.job, cells, settings);
  const memory = parseRowMemory(cells, settings.memoryBase);
  if (!memory.ok) return { kind: 'rejected', reason: memory.reason, job: null };
  return { kind: 'step', job: id.job, memory: memory.value };
}

function readJob(job: string, cells: Cells, settings: RowSettings): OddRow {
  const state = parseJobState(cells('State') ?? '');
  if (state.kind === 'cut') return { kind: 'rejected', reason: 'cut_state', job };
  if (state.kind === 'unreadable') return { kind: 'rejected', reason: 'bad_state', job };
  if (state.kind === 'live') return { kind: 'live', job };
  const parsed = parseJobRow({ jobId: job, state: state.name, cells }, settings);
  if (!parsed.ok) return { kind: 'rejected', reason: parsed.reason, job };
  return { kind: 'run', job, row: parsed.value, isUnknownState: state.kind === 'unknown' };
}
