import { EXIT } from '../../platform/exit-codes.ts';
import { KnownError } from '../../platform/known-error.ts';

/**
 * Makes sure that the Slurm that answers is the cluster that was named: rows of one cluster never land under another.
 * `aliases` are ClusterNames that are this cluster too. Throws KnownError (usage).
 */
export function checkClusterName(cluster: string, slurmName: string | null, aliases: readonly string[]): void {
  if (slurmName === null) {
    throw new KnownError(
      `${cluster}: Slurm does not tell its ClusterName (scontrol show config), so its jobs may be another ` +
        "cluster's; the next poll tries again, and slurm-sb probe shows what slurmctld or munge says",
    );
  }
  const known = [cluster, ...aliases].map((name) => name.toLowerCase());
  if (known.includes(slurmName.toLowerCase())) return;
  throw new KnownError(
    `Slurm calls this cluster ${slurmName}, not ${cluster}; poll it as --cluster ${slurmName.toLowerCase()}, or say ` +
      `--cluster-alias ${slurmName} (cluster_aliases) when both names mean the same`,
    EXIT.usage,
  );
}
