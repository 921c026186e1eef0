import { dirname, resolve } from 'node:path';
import { parseCpuTime } from '../../domain/duration.ts';
import { EXIT } from '../../platform/exit-codes.ts';
import { findOnPath } from '../../platform/find-on-path.ts';
import { KnownError } from '../../platform/known-error.ts';
import { runForText } from '../../platform/run-for-text.ts';
import type { Sacct } from '../sacct/ask-sacct.ts';
import { hidesJobs, splitShownConfig } from './probe-slurm-config.ts';

/** What slurmdbd lets this user see of a cluster's jobs. */
export type AccountingView = {
  /** Whether jobs of others are hidden; null: slurmdbd does not tell. */
  readonly hidesOthers: boolean | null;
  /** Longest time in seconds that one query may ask for; null: no limit is known. */
  readonly longestSeconds: number | null;
};

/** A daemon that hangs is given up after so long; the call of sacct that follows says what is wrong. */
const TIMEOUT_MS = 20_000;
const UNKNOWN: AccountingView = { hidesOthers: null, longestSeconds: null };
/** Levels to which PrivateData and MaxQueryTimeRange do not apply. Source: sacctmgr(1), slurmdbd.conf(5); tried. */
const SEES_ALL = /^(?:operator|admin)/i;

/**
 * Asks slurmdbd, through the sacctmgr that lies beside this sacct, what it hides from a user; where none lies there
 * nothing is known. A sacctmgr from elsewhere on PATH might belong to another Slurm.
 */
export async function accountingView(sacct: Sacct, userName: string | null): Promise<AccountingView> {
  const found = await findOnPath(sacct.file, sacct.env.PATH);
  const manager = found === null ? null : await findOnPath(resolve(dirname(found), 'sacctmgr'), undefined);
  if (manager === null) return UNKNOWN;
  const ask = async (...args: string[]): Promise<string> => {
    const end = await runForText(sacct.run, { file: manager, args, env: sacct.env, timeoutMs: TIMEOUT_MS });
    return end.stdout;
  };
  const { slurmdbd } = splitShownConfig(await ask('show', 'configuration'));
  if (slurmdbd.size === 0) return UNKNOWN;
  const view = {
    hidesOthers: hidesJobs({ slurmctld: null, slurmdbd: slurmdbd.get('PrivateData') ?? 'none' }),
    longestSeconds: longestOf(slurmdbd.get('MaxQueryTimeRange')),
  };
  if (!view.hidesOthers && view.longestSeconds === null) return view;
  const isSlurmUser = userName !== null && slurmdbd.get('SlurmUser')?.replace(/\(\d+\)$/, '') === userName;
  const isFree = isSlurmUser || (userName !== null && SEES_ALL.test(levelOf(await askLevel(ask, userName))));
  return isFree ? { hidesOthers: false, longestSeconds: null } : view;
}

/**
 * Refuses to take one person's jobs for everybody's. `ownJobsOnly` says that a scoreboard of one's own jobs is meant.
 * Throws KnownError (failed).
 */
export function checkView(
  cluster: string,
  view: AccountingView,
  who: { userName: string | null; ownJobsOnly: boolean },
): void {
  if (view.hidesOthers !== true || who.ownJobsOnly) return;
  const name = who.userName ?? 'this user';
  throw new KnownError(
    `${cluster}: slurmdbd shows ${name} no jobs of others (PrivateData=jobs), so the boards would show one person as ` +
      `everybody; nothing was asked. Have an administrator run \`sacctmgr modify user ${who.userName ?? 'NAME'} set ` +
      'AdminLevel=Operator`, or set own_jobs_only: true for a scoreboard of your own jobs alone',
    EXIT.failed,
  );
}

function askLevel(ask: (...args: string[]) => Promise<string>, userName: string): Promise<string> {
  return ask('-nP', 'show', 'user', 'where', `name=${userName}`, 'format=User,AdminLevel');
}

/** `Operator` of `alice|Operator`; empty for a user whom accounting does not know. */
function levelOf(text: string): string {
  return text.split('\n')[0]?.split('|')[1] ?? '';
}

/** The limit itself is refused already (tried on 22.05.8). */
function longestOf(range: string | undefined): number | null {
  const seconds = parseCpuTime(range ?? '');
  return seconds === null || seconds <= 1 ? null : seconds - 1;
}
