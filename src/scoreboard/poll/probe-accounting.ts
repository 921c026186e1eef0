import { countText } from '../../domain/count-text.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Sacct } from '../sacct/ask-sacct.ts';
import { SacctFailure } from '../sacct/sacct-failure.ts';
import type { ProbedColumns } from './probe-columns.ts';
import { type JobsSeen, probeJobs } from './probe-jobs.ts';
import type { ProbedTool } from './probe-tools.ts';

/** What accounting answers this user; `not asked` where the question was not wanted. */
export type AccountingState =
  | 'jobs visible'
  | 'no jobs in the last day'
  | 'jobs hidden from you'
  | 'accounting away'
  | 'no sacct'
  | 'not asked';

/** The state in a word, and what it rests on. */
export type ProbedAccounting = {
  readonly state: AccountingState;
  readonly detail: string;
  /** Ended jobs shown, of how many users, in the last so many hours; null when it was not asked or not answered. */
  readonly jobs: number | null;
  readonly users: number | null;
  readonly hours: number | null;
  /** Calls of sacct for jobs that this took. */
  readonly calls: number;
};

/** What a visible list of jobs is judged by. */
export type Viewer = {
  /** PrivateData has `jobs`; null: Slurm does not tell. */
  readonly privateJobs: boolean | null;
  readonly userName: string | null;
};

/** What was found out before accounting is asked. */
export type AccountingParts = {
  readonly sacct: Sacct;
  readonly clock: Clock;
  readonly tool: ProbedTool | undefined;
  readonly columns: ProbedColumns | null;
  readonly viewer: Viewer;
  /** Whether to ask for jobs at all. */
  readonly query: boolean;
};

const UNASKED = { jobs: null, users: null, hours: null, calls: 0 } as const;

/** Tells a quiet cluster from hidden jobs and from accounting that is away. Throws the signal's reason. */
export async function probeAccounting(parts: AccountingParts, signal: AbortSignal): Promise<ProbedAccounting> {
  const { sacct, tool, columns } = parts;
  if (!tool?.starts) {
    const detail = `${sacct.file}: ${tool?.detail ?? 'not found'}; set sacct_path, or PATH`;
    return { ...UNASKED, state: 'no sacct', detail };
  }
  if (!tool.answers) return away(tool.detail ?? 'sacct does not answer', 0);
  if (columns?.listed === false) return away(columns.detail, 0);
  if (!parts.query) return { ...UNASKED, state: 'not asked', detail: '--no-query' };
  try {
    const seen = await probeJobs(sacct, parts.clock, signal);
    return {
      ...judgeJobs(seen, parts.viewer),
      jobs: seen.rows,
      users: seen.users.size,
      hours: seen.hours,
      calls: seen.calls,
    };
  } catch (error) {
    if (!(error instanceof SacctFailure)) throw error;
    return away(error.message, 1);
  }
}

/** Complaints of sacct carry its name already, some of them twice. */
function away(complaint: string, calls: number): ProbedAccounting {
  return { ...UNASKED, state: 'accounting away', detail: complaint.replace(/^sacct: (?=sacct:)/, ''), calls };
}

/** Says what a list of jobs means: whether it is all there is, or all that may be seen. */
export function judgeJobs(
  seen: JobsSeen,
  { privateJobs, userName }: Viewer,
): Pick<ProbedAccounting, 'state' | 'detail'> {
  const told = describeSeen(seen);
  const others = [...seen.users].some((user) => user !== userName);
  if (others) return { state: 'jobs visible', detail: told };
  if (privateJobs === true) {
    const detail = `PrivateData=jobs, and ${seen.rows === 0 ? told : `${told}, all your own`}; ${OPERATOR}`;
    return { state: 'jobs hidden from you', detail };
  }
  const doubt = privateJobs === null ? '; PrivateData could not be read, so others may be hidden from you' : '';
  if (seen.rows === 0) return { state: 'no jobs in the last day', detail: `${told}${doubt}` };
  return { state: 'jobs visible', detail: `${told}, all your own${doubt}` };
}

const OPERATOR =
  'whoever polls needs to see all: have an administrator run `sacctmgr modify user NAME set AdminLevel=Operator`';

function describeSeen({ rows, users, hours }: JobsSeen): string {
  const time = hours === 1 ? 'in the last hour' : 'in the last day';
  if (rows === 0) return `no ended job ${time}`;
  const people = `${users.size} ${users.size === 1 ? 'user' : 'users'}`;
  return `${countText(rows)} ended ${rows === 1 ? 'job' : 'jobs'} of ${people} ${time}`;
}
