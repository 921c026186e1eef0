import { DAY_SECONDS } from '../../domain/calendar.ts';
import type { JobFamily } from './job-family.ts';
import type { JobRun } from './job-run.ts';
import { FIRST_DAY_SECONDS, type SyntheticCluster } from './synthetic-cluster.ts';

/** Ids kept for a day are twice its mean number of runs and these: enough for a busy day and the array that ends it. */
const SPARE_IDS = 64;
const FIRST_ID = 1;

/**
 * Gives the families of a day their job ids, in the order of Submit, and returns their runs in that order. Every day
 * has a range of ids of its own, so that no id is given twice; later days have higher ones. The last task of an array
 * keeps the array's own id as its raw id, the others follow (measured on 22.05).
 */
export function numberRuns(cluster: SyntheticCluster, day: number, families: JobFamily[]): JobRun[] {
  const idsPerDay = 2 * Math.ceil(cluster.jobsPerDay) + SPARE_IDS;
  let next = FIRST_ID + (day - FIRST_DAY_SECONDS / DAY_SECONDS) * idsPerDay;
  families.sort((a, b) => a.submitAt - b.submitAt);
  for (const family of families) next += numberFamily(family, next);
  return families.flatMap((family) => family.runs).sort((a, b) => a.submitAt - b.submitAt || a.rawId - b.rawId);
}

/** Sets the ids of a family from `id` on; returns how many it took. */
function numberFamily({ kind, runs }: JobFamily, id: number): number {
  const last = runs.length - 1;
  for (const [index, run] of runs.entries()) {
    const { jobId, rawId } = idOf(kind, run, { id, index, last });
    run.jobId = jobId;
    run.rawId = rawId;
  }
  return kind === 'requeued' ? 1 : runs.length;
}

type Place = { readonly id: number; readonly index: number; readonly last: number };

function idOf(kind: JobFamily['kind'], run: JobRun, { id, index, last }: Place): Pick<JobRun, 'jobId' | 'rawId'> {
  switch (kind) {
    case 'single':
    case 'requeued':
      return { jobId: String(id), rawId: id };
    case 'unsplit':
      return { jobId: `${id}_[1-${2 + (run.stepSeed % 30)}]`, rawId: id };
    case 'array':
      return { jobId: `${id}_${index + 1}`, rawId: index === last ? id : id + index + 1 };
    case 'het':
      return { jobId: `${id}+${index}`, rawId: id + index };
    default:
      return kind satisfies never;
  }
}
