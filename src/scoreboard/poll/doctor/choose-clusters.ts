import { dirname, join } from 'node:path';
import { isClusterName } from '../../../domain/cluster-name.ts';
import { listFolders } from '../../../platform/list-folders.ts';
import { pathFacts } from '../../../platform/path-facts.ts';
import { clusterNameValue } from '../../config/name-types.ts';
import { findClusters } from '../../leaderboards/list-clusters.ts';
import type { StrangersFolder } from '../../rollups/folder-owner.ts';
import type { DoctorFinding } from './doctor-finding.ts';

/** The clusters to look at, and what is wrong with their names. */
export type ChosenClusters = { readonly names: readonly string[]; readonly findings: readonly DoctorFinding[] };

/** All clusters below a root, or the one that is wanted. */
export async function chooseClusters(root: string, wanted: string | null): Promise<ChosenClusters> {
  const { kind } = await pathFacts(join(root, 'clusters'));
  if (kind !== 'folder' && kind !== 'missing') return { names: [], findings: [noFolder(join(root, 'clusters'))] };
  const { names: all, strangers: copies } = await findClusters(root);
  const pathOf = (name: string): string => join(root, 'clusters', name);
  if (wanted !== null) {
    if (all.includes(wanted)) return { names: [wanted], findings: [] };
    const copy = copies.find(({ name }) => name === wanted);
    if (copy !== undefined) return { names: [], findings: [copyFinding(copy)] };
    const known = all.length === 0 ? 'none yet' : all.join(', ');
    const remedy = `Name one that is there (${known}), or run slurm-sb poll --cluster ${wanted} --root ${root}.`;
    const found = { level: 'error', file: pathOf(wanted), what: 'there is no such cluster below the root' } as const;
    return { names: [], findings: [{ cluster: wanted, ...found, remedy }] };
  }
  const strangers = ((await listFolders(join(root, 'clusters'))) ?? []).filter((name) => !isClusterName(name));
  return {
    names: all,
    findings: [
      ...copies.map(copyFinding),
      ...strangers.map(
        (name): DoctorFinding => ({
          cluster: null,
          level: 'warning',
          file: pathOf(name),
          what: `its name is not ${clusterNameValue().allowed}`,
          remedy: 'Move it away: no poll writes there, and no board shows it.',
        }),
      ),
    ],
  };
}

function copyFinding({ name, folder, of, isCopy }: StrangersFolder): DoctorFinding {
  const found = { cluster: name, level: 'error', file: folder } as const;
  const leftOut = 'no board and no export counts it, and no poll may write there';
  if (isCopy) {
    const what = `it is a copy of ${of}: all its files are of that cluster; ${leftOut}`;
    return { ...found, what, remedy: `Move it away, out of ${dirname(folder)}.` };
  }
  const remedy = `Rename it to ${join(dirname(folder), of)}, or move it away, out of ${dirname(folder)}.`;
  return { ...found, what: `it holds the files of ${of}, which has no folder itself; ${leftOut}`, remedy };
}

const noFolder = (file: string): DoctorFinding => ({
  cluster: null,
  level: 'error',
  file,
  what: 'it is no folder',
  remedy: 'Move it away: the first poll makes the folder.',
});
