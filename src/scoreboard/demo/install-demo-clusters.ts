import { join } from 'node:path';
import { placeFile } from '../../platform/place-file.ts';
import { clusterConfText } from './cluster-conf.ts';
import type { SyntheticCluster } from './synthetic-cluster.ts';

/** Where synthetic clusters go and what runs them. */
export type DemoInstallation = {
  /** Gets a folder for each cluster. */
  readonly folder: string;
  /** The node binary, and the program of `src/entry/demo-sacct.ts`; absolute paths. */
  readonly node: string;
  readonly script: string;
  readonly clusters: readonly SyntheticCluster[];
};

/** A synthetic cluster on disk: put `binFolder` first on PATH, and its `sacct` and `scontrol` answer. */
export type InstalledCluster = { readonly name: string; readonly binFolder: string; readonly confPath: string };

const TOOLS = ['sacct', 'scontrol'] as const;

/** Writes `FOLDER/<cluster>/slurm.conf` and `FOLDER/<cluster>/bin/{sacct,scontrol}`; what is there is replaced. */
export async function installDemoClusters(installation: DemoInstallation): Promise<InstalledCluster[]> {
  return await Promise.all(installation.clusters.map((cluster) => installCluster(installation, cluster)));
}

async function installCluster(installation: DemoInstallation, cluster: SyntheticCluster): Promise<InstalledCluster> {
  const base = join(installation.folder, cluster.name);
  const confPath = join(base, 'slurm.conf');
  const binFolder = join(base, 'bin');
  await placeFile(confPath, clusterConfText(cluster), 0o644);
  for (const tool of TOOLS) await placeFile(join(binFolder, tool), wrapper(installation, tool, confPath), 0o755);
  return { name: cluster.name, binFolder, confPath };
}

/** Keeps the program near 100 MB however much it prints; its rows are garbage at once. */
const NODE_FLAG = '--max-semi-space-size=4';

/** The cluster's own slurm.conf always: one in the environment would be a real cluster's. */
function wrapper({ node, script }: DemoInstallation, tool: string, confPath: string): string {
  return `#!/bin/sh
SLURM_CONF=${quoted(confPath)}
export SLURM_CONF
exec ${quoted(node)} ${NODE_FLAG} ${quoted(script)} ${tool} "$@"
`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
