import { describe, expect, it } from 'vitest';
import { clusterConfText, parseClusterConf } from '../../../src/scoreboard/demo/cluster-conf.ts';
import type { SyntheticCluster } from '../../../src/scoreboard/demo/synthetic-cluster.ts';

const CLUSTER: SyntheticCluster = {
  name: 'gilbreth',
  taste: 'gpu',
  seed: 42,
  users: 40,
  jobsPerDay: 70,
  fromSeconds: 1_760_572_800,
  nowSeconds: 1_795_195_565,
};
const TEXT = `# a comment
clustername = gilbreth
DemoTaste=gpu
DemoSeed=42   # the run's number
DemoUsers=40
DemoJobsPerDay=70

DemoFrom=2025-10-16T00:00:00Z
DemoNow=2026-11-20T17:26:05Z
`;

describe('C14 the synthetic cluster’s slurm.conf', () => {
  it('is read with comments, spaces and keys in any case', () => {
    expect(parseClusterConf('slurm.conf', TEXT)).toEqual(CLUSTER);
  });

  it('without DemoNow the present is the real one', () => {
    expect(parseClusterConf('slurm.conf', TEXT.replace(/DemoNow.*\n/, '')).nowSeconds).toBeNull();
  });

  it.each([CLUSTER, { ...CLUSTER, nowSeconds: null }])('what is written is read back', (cluster) => {
    expect(parseClusterConf('slurm.conf', clusterConfText(cluster))).toEqual(cluster);
  });

  it.each([
    ['a key that is missing', TEXT.replace(/DemoUsers.*\n/, ''), 'slurm.conf: DemoUsers is missing'],
    [
      'a key that it does not know',
      `${TEXT}SlurmctldHost=a\n`,
      'slurm.conf:10: SlurmctldHost is no key of a demo cluster',
    ],
    ['a key given twice', `${TEXT}DemoSeed=1\n`, 'slurm.conf:10: DemoSeed is given twice'],
    ['a line without =', `${TEXT}DemoSeed\n`, 'slurm.conf:10: "DemoSeed" is not Key=Value'],
    ['an unknown taste', TEXT.replace('=gpu', '=sweet'), 'slurm.conf:3: DemoTaste=sweet cannot be used'],
    ['no users', TEXT.replace('=40', '=0'), 'slurm.conf:5: DemoUsers=0 cannot be used'],
    ['a time without a day', TEXT.replace('2025-10-16T', ''), 'slurm.conf:8: DemoFrom=00:00:00Z cannot be used'],
    ['a time before 2020', TEXT.replace('2025-10', '2019-10'), 'slurm.conf:8: DemoFrom=2019-10-16T00:00:00Z cannot'],
    ['a name that is a path', TEXT.replace('= gilbreth', '=../x'), 'slurm.conf:2: ClusterName=../x cannot be used'],
  ])('refuses %s', (_, text, message) => {
    expect(() => parseClusterConf('slurm.conf', text)).toThrow(message);
  });
});
