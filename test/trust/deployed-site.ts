import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runAs, uidOf } from '../entry/cron/linux-user.ts';
import { confOf, type Ran, type TestCluster } from '../slurm/clusters.ts';

const LAUNCHER = join(import.meta.dirname, '../../bin/slurm-sb');

/** A deployed program that ordinary Linux users can run against the real clusters, below the clusters' folder. */
export type DeployedSite = {
  /** An empty root that belongs to a user. */
  readonly rootOf: (user: string) => string;
  /** A folder that every user can read. */
  readonly folder: string;
  readonly run: (user: string, args: readonly string[], env?: Readonly<Record<string, string>>) => Ran;
  readonly remove: () => void;
};

/** Deploys the built program. `cluster` is whose slurm.conf it runs with. */
export function deploySite(cluster: TestCluster): DeployedSite {
  const folder = mkdtempSync(join(process.env.SLURM_SB_TEST_BASE ?? '', 'site-'));
  chmodSync(folder, 0o755);
  const prefix = join(folder, 'prefix');
  execFileSync(LAUNCHER, ['deploy', '--prefix', prefix], { stdio: 'ignore' });
  let roots = 0;
  return {
    folder,
    rootOf: (user) => {
      const root = join(folder, `root-${++roots}`);
      mkdirSync(root);
      chownSync(root, uidOf(user), 0);
      return root;
    },
    run: (user, args, env = {}) =>
      runAs(user, { PATH: process.env.PATH ?? '', HOME: '/nonexistent', SLURM_CONF: confOf(cluster), ...env }, [
        join(prefix, 'bin/slurm-sb'),
        ...args,
      ]),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
