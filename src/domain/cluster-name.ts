const CLUSTER_NAME = /^[a-z0-9][a-z0-9_-]{0,39}$/;

/**
 * True for the name of a cluster, lower case as Slurm keeps it (slurm.conf(5), ClusterName); it is the name of a folder
 * below the root. `all` stands for the merged boards.
 */
export function isClusterName(name: string): boolean {
  return CLUSTER_NAME.test(name) && name !== 'all';
}
