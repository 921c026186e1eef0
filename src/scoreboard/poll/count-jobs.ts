import { askSacct, type Sacct } from '../sacct/ask-sacct.ts';
import type { Interval } from '../sacct/sacct-args.ts';

const NEWLINE = 10;

/** How many jobs ended within an interval, asked without their steps. Throws SacctFailure. */
export async function countJobs(
  sacct: Sacct,
  interval: Interval,
  signal?: AbortSignal,
): Promise<{ jobs: number; bytes: number }> {
  let jobs = 0;
  const question = { columns: ['JobID'] as const, interval, steps: false };
  const onBytes = (chunk: Buffer): void => {
    for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, at + 1)) jobs++;
  };
  const bytes = await askSacct(sacct, question, { onBytes, signal });
  return { jobs, bytes };
}
