import { dirname } from 'node:path';
import type { ClusterLook } from './cluster-look.ts';
import type { DoctorFinding } from './doctor-finding.ts';
import { noFolder } from './guarded.ts';

/** Says where something else lies in the place of a folder: polls end with 5 there. */
export function findFolderFaults({ cluster, layout, entries }: ClusterLook): DoctorFinding[] {
  const { state, seen, monthlyFolder, dailyFolder, users, boards, logs, rebuild, verify } = layout;
  const rollups = dirname(monthlyFolder);
  const folders = [
    state,
    seen,
    dirname(rollups),
    rollups,
    monthlyFolder,
    dailyFolder,
    users,
    boards,
    logs,
    rebuild,
    verify,
  ];
  const wrong = entries.filter(({ path, kind }) => kind !== 'folder' && folders.includes(path));
  return wrong.map(({ path }): DoctorFinding => ({ cluster, level: 'error', ...noFolder(path) }));
}
