import { describe, expect, it } from 'vitest';
import { hidesJobs, splitShownConfig } from '../../../src/scoreboard/poll/probe-slurm-config.ts';

// As 22.05.8 prints it, shortened.
const SHOWN = `Configuration data as of 2026-11-20T19:46:33
AccountingStorageBackupHost  = (null)
AccountingStoragePass  = /run/munge/socket
PrivateData            = accounts,jobs
SLURM_CONF             = /etc/slurm/slurm.conf

SlurmDBD configuration:
ArchiveScript          = (null)
MaxQueryTimeRange      = 30-00:00:00
Parameters             =${' '}
PrivateData            = none
StorageLoc             = slurm_acct
`;

describe('C1 sacctmgr show configuration', () => {
  it('is two lists of keys', () => {
    const { slurm, slurmdbd } = splitShownConfig(SHOWN);
    expect([...slurm]).toEqual([
      ['AccountingStoragePass', '/run/munge/socket'],
      ['PrivateData', 'accounts,jobs'],
      ['SLURM_CONF', '/etc/slurm/slurm.conf'],
    ]);
    expect([...slurmdbd]).toEqual([
      ['MaxQueryTimeRange', '30-00:00:00'],
      ['Parameters', ''],
      ['PrivateData', 'none'],
      ['StorageLoc', 'slurm_acct'],
    ]);
  });

  it('without slurmdbd is the first list alone', () => {
    const { slurm, slurmdbd } = splitShownConfig(SHOWN.slice(0, SHOWN.indexOf('SlurmDBD')));
    expect([slurm.size, slurmdbd.size]).toEqual([3, 0]);
  });
});

describe('C1 whether jobs are private', () => {
  it.each<[string | null, string | null, boolean | null]>([
    [null, null, null],
    ['none', null, false],
    ['jobs', null, true],
    ['accounts,jobs,usage', null, true],
    ['jobs', 'none', false],
    ['none', 'events, Jobs', true],
    [null, 'jobcomp', false],
  ])('slurm.conf %s, slurmdbd.conf %s: %s', (slurmctld, slurmdbd, expected) => {
    expect(hidesJobs({ slurmctld, slurmdbd })).toBe(expected);
  });
});
