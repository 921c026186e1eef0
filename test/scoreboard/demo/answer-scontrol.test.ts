import { describe, expect, it } from 'vitest';
import { answerScontrol } from '../../../src/scoreboard/demo/answer-scontrol.ts';
import { demoClusters } from '../../../src/scoreboard/demo/demo-clusters.ts';

const [cluster] = demoClusters(42, 1_795_195_565);
const answer = (...args: string[]): string =>
  [
    ...answerScontrol({
      args,
      env: { SLURM_CONF: '/d/slurm.conf' },
      cluster: cluster!,
      clockSeconds: 0,
      timeZone: 'UTC',
    }),
  ].join('');

describe('C1 scontrol of the demo', () => {
  it.each([[['show', 'config']], [['show', 'conf']], [['-o', 'show', 'config']]])('%j', (args) => {
    expect(answer(...args)).toBe(
      [
        'Configuration data as of 2026-11-20T17:26:05',
        'AccountingStorageType   = accounting_storage/slurmdbd',
        'ClusterName             = hammer',
        'PrivateData             = none',
        'SLURM_CONF              = /d/slurm.conf',
        'SLURM_VERSION           = 24.05.3',
        '',
      ].join('\n'),
    );
  });

  it.each(['-V', '--version'])('%s', (flag) => {
    expect(answer(flag)).toBe('slurm 24.05.3\n');
  });

  it.each([[['show', 'job', '5']], [['update', 'JobId=5']], [[]]])('refuses %j', (args) => {
    expect(() => answer(...args)).toThrow('the demo answers "show config"');
  });
});
