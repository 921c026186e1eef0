import { describe, expect, it } from 'vitest';
import { type AccountingView, accountingView, checkView } from '../../../src/scoreboard/poll/accounting-view.ts';
import { sacctOf } from '../../../src/scoreboard/poll/sacct-of.ts';
import { rootWith } from '../place.ts';
import { PROBE_BIN, probePlace } from './probe-place.ts';

async function viewOf(answers: Record<string, string>, userName: string | null, path = PROBE_BIN) {
  const { parts } = probePlace(answers, path);
  const { config } = await rootWith();
  return accountingView(sacctOf({ ...parts, config }), userName);
}

const ALL: AccountingView = { hidesOthers: false, longestSeconds: null };

describe('what slurmdbd lets a user see', () => {
  it.each<[string, Record<string, string>, string | null, AccountingView]>([
    ['all of it', {}, 'alice', ALL],
    ['PrivateData=jobs hides others', { PRIVATE: 'accounts,jobs' }, 'alice', { ...ALL, hidesOthers: true }],
    [
      'a level of None changes nothing',
      { PRIVATE: 'jobs', LEVEL: 'alice|None\n' },
      'alice',
      { ...ALL, hidesOthers: true },
    ],
    ['but not from operators', { PRIVATE: 'jobs', LEVEL: 'alice|Operator\n' }, 'alice', ALL],
    ['nor administrators', { PRIVATE: 'jobs', LEVEL: 'root|Administrator\n' }, 'root', ALL],
    ['nor Slurm’s own user', { PRIVATE: 'jobs' }, 'slurm', ALL],
    ['a uid without a name is nobody special', { PRIVATE: 'jobs' }, null, { ...ALL, hidesOthers: true }],
    ['that of slurm.conf alone hides nothing here', { CONTROLLER_PRIVATE: 'jobs' }, 'alice', ALL],
    ['a query must be shorter than its limit', { RANGE: '00:20:00' }, 'alice', { ...ALL, longestSeconds: 1199 }],
    ['of days', { RANGE: '1-00:00:00' }, 'alice', { ...ALL, longestSeconds: 86_399 }],
    ['which does not hold for operators', { RANGE: '00:20:00', LEVEL: 'alice|Operator\n' }, 'alice', ALL],
    ['unknown where slurmdbd is away', { AWAY: 'gone' }, 'alice', { hidesOthers: null, longestSeconds: null }],
  ])('%s', async (_, answers, userName, view) => {
    expect(await viewOf(answers, userName)).toEqual(view);
  });

  it('is not asked of a sacctmgr that lies elsewhere than sacct', async () => {
    const { parts } = probePlace({ PRIVATE: 'jobs' });
    const { config } = await rootWith({ sacct_path: '/nowhere/sacct' });
    const view = await accountingView(sacctOf({ ...parts, config }), 'alice');
    expect(view).toEqual({ hidesOthers: null, longestSeconds: null });
  });
});

describe('a poll that would see one person’s jobs', () => {
  const who = { userName: 'alice', ownJobsOnly: false };

  it('is refused, with what to do', () => {
    expect(() => checkView('hammer', { ...ALL, hidesOthers: true }, who)).toThrow(
      'hammer: slurmdbd shows alice no jobs of others (PrivateData=jobs), so the boards would show one person as ' +
        'everybody; nothing was asked. Have an administrator run `sacctmgr modify user alice set AdminLevel=Operator`, ' +
        'or set own_jobs_only: true for a scoreboard of your own jobs alone',
    );
  });

  it.each<[string, AccountingView, boolean]>([
    ['goes on where that is meant', { ...ALL, hidesOthers: true }, true],
    ['goes on where all is seen', ALL, false],
    ['goes on where nothing is known', { ...ALL, hidesOthers: null }, false],
  ])('%s', (_, view, ownJobsOnly) => {
    expect(() => checkView('hammer', view, { ...who, ownJobsOnly })).not.toThrow();
  });
});
