import { EXIT } from '../../platform/exit-codes.ts';
import { KnownError } from '../../platform/known-error.ts';
import type { ScoreboardConfig } from './scoreboard-keys.ts';

/** The root; throws KnownError (exit 2) that says how to name one when none is set. */
export function requireRoot({ root }: Pick<ScoreboardConfig, 'root'>): string {
  if (root !== null) return root;
  throw new KnownError(NO_ROOT, EXIT.usage);
}

/** The cluster; throws KnownError (exit 2) that says how to name one when none is set. */
export function requireCluster({ cluster }: Pick<ScoreboardConfig, 'cluster'>): string {
  if (cluster !== null) return cluster;
  throw new KnownError(
    'no cluster is set: give --cluster NAME, set SLURM_SB_CLUSTER, or write `cluster: NAME` into the config file',
    EXIT.usage,
  );
}

/** Said where no root is set. */
export const NO_ROOT =
  'no root is set: give --root DIR, set SLURM_SB_ROOT, or write `root: DIR` into ~/.slurm_scoreboard/config.yaml';
