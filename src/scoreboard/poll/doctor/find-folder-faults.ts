import { dirname } from 'node:path';
import type { ClusterLook } from './cluster-look.ts';
import type { DoctorFinding } from './doctor-finding.ts';
import { noFolder } from './guarded.ts';

/** Says where something else lies in the place of a folder, or of a log: polls end with 5 there. */
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
  // A folder in the place of a log is moved aside.
  const noLogs = entries.filter(
    ({ path, kind }) => kind === 'other' && dirname(path) === logs && path.endsWith('.jsonl'),
  );
  return [
    ...wrong.map(({ path }): DoctorFinding => ({ cluster, level: 'error', ...noFolder(path) })),
    ...noLogs.map(({ path }): DoctorFinding => ({ cluster, level: 'error', file: path, ...NO_LOG })),
  ];
}

const NO_LOG = {
  what: 'it is a link, a pipe or a device and no file, so polls of its month end with an error',
  remedy: 'Look who made it, then remove it: the next poll begins a log in its place.',
};
