import { dirname, join } from 'node:path';
import { findOnPath } from '../../platform/find-on-path.ts';
import { runForText } from '../../platform/run-for-text.ts';
import type { Sacct } from '../sacct/ask-sacct.ts';
import { findFailure } from '../sacct/sacct-failure.ts';

/** Names in accounting, or why it did not tell. */
export type AccountingUsers =
  | { readonly ok: true; readonly names: string[] }
  | { readonly ok: false; readonly detail: string };

/** A list of associations takes slurmdbd seconds even for 100,000 of them. */
const TIMEOUT_MS = 60_000;

/** The sacctmgr that belongs to a sacct: beside it where that is a path, else on PATH. Null: there is none. */
export function findSacctmgr({ file, env }: Pick<Sacct, 'file' | 'env'>): Promise<string | null> {
  return findOnPath(file.includes('/') ? join(dirname(file), 'sacctmgr') : 'sacctmgr', env.PATH);
}

/**
 * The users that have an association with a cluster (`slurmName` is Slurm's own name of it). Ordinary users may ask,
 * unless PrivateData=users shows them no more than themselves. One name a line, no free text.
 */
export async function accountingUsers(
  sacct: Sacct,
  { sacctmgr, slurmName, signal }: { sacctmgr: string; slurmName: string; signal: AbortSignal },
): Promise<AccountingUsers> {
  const end = await runForText(sacct.run, {
    file: sacctmgr,
    args: ['-n', '-P', 'show', 'assoc', `cluster=${slurmName}`, 'format=user'],
    env: sacct.env,
    timeoutMs: Math.min(sacct.timeoutMs, TIMEOUT_MS),
    signal,
  });
  const failure = findFailure(end, sacct.ignoreStderr);
  if (failure !== null) return { ok: false, detail: failure.detail };
  const lines = end.stdout.split('\n').filter((line) => line !== '');
  return { ok: true, names: [...new Set(lines)].sort() };
}
