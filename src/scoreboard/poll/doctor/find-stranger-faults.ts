import { findStrangerPaths } from '../../rollups/stranger-paths.ts';
import type { DoctorFinding } from './doctor-finding.ts';

/** Says which paths of a root are not its maintainers' own: poll, ingest and leaderboards refuse it for them. */
export async function findStrangerFaults(root: string, clusters: readonly string[]): Promise<DoctorFinding[]> {
  const found = await findStrangerPaths({ root, whole: clusters });
  return found.map(({ path, what, remedy }) => ({
    cluster: null,
    level: 'error',
    file: path,
    what: `${what}, so nothing is written below the root`,
    remedy,
  }));
}
