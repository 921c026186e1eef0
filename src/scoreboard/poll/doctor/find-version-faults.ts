import { readStart } from '../../../platform/read-start.ts';
import { isVersioned, looksOlder } from '../file-kinds.ts';
import type { ClusterLook } from './cluster-look.ts';
import type { DoctorFinding } from './doctor-finding.ts';
import { unlessClosed } from './unless-closed.ts';

/** A file's version stands within so many bytes. */
const START_BYTES = 64;

/** Says when files of older versions are there; they are read as they are, and not for ever. */
export async function findVersionFaults({ cluster, root, layout, entries }: ClusterLook): Promise<DoctorFinding[]> {
  const place = { base: layout.base, cluster };
  const older: string[] = [];
  for (const { path, kind } of entries) {
    const start =
      kind === 'file' && isVersioned(path, place) ? await unlessClosed(() => readStart(path, START_BYTES)) : null;
    if (start !== null && looksOlder(path, start, place)) older.push(path);
  }
  const [first] = older;
  if (first === undefined) return [];
  const what = `it is of an older version${older.length === 1 ? '' : `; ${older.length - 1} more like it`}`;
  const remedy = `Run slurm-sb migrate --root ${root}; until then it is read as it is.`;
  return [{ cluster, level: 'warning', file: first, what, remedy }];
}
