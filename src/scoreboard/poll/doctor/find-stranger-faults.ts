import { entryFacts } from '../../../platform/entry-facts.ts';
import { clusterLayout } from '../../rollups/root-layout.ts';
import { findStrangerPaths } from '../../rollups/stranger-paths.ts';
import type { DoctorFinding } from './doctor-finding.ts';
import { unlessClosed } from './unless-closed.ts';

/** Says which paths of a root are not its maintainers' own: poll, ingest and leaderboards refuse it for them. */
export async function findStrangerFaults(root: string, clusters: readonly string[]): Promise<DoctorFinding[]> {
  const entered: string[] = [];
  for (const cluster of clusters) if (await mayEnter(root, cluster)) entered.push(cluster);
  const found = await findStrangerPaths({ root, whole: entered });
  return found.map(({ path, what, remedy }) => ({
    cluster: null,
    level: 'error',
    file: path,
    what: `${what}, so nothing is written below the root`,
    remedy,
  }));
}

/** What names users may be closed to whoever runs doctor: that is said of the cluster. */
async function mayEnter(root: string, cluster: string): Promise<boolean> {
  const { monthlyFolder, logs } = clusterLayout(root, cluster);
  const look = async (): Promise<boolean> => {
    for (const folder of [monthlyFolder, logs]) await entryFacts(folder);
    return true;
  };
  return (await unlessClosed(look)) ?? false;
}
