import { basename } from 'node:path';
import { checkedTail, fitsChecksum } from '../../../platform/checked-tail.ts';
import { encodeFileStem } from '../../../platform/file-stem.ts';
import { readReplaceable } from '../../../platform/read-replaceable.ts';
import type { ClusterLook } from './cluster-look.ts';
import type { DoctorFinding } from './doctor-finding.ts';

/**
 * Says which files that are made from the rollups are damaged: those of users, and what is kept from one tick to the
 * next. A poll makes them anew, at the latest the first one of a UTC day.
 */
export async function findDerivedFaults({ cluster, layout, entries, signal }: ClusterLook): Promise<DoctorFinding[]> {
  const findings: DoctorFinding[] = [];
  const remedy = 'Nothing needs to be done: the first poll of a day makes it anew from the rollups.';
  for (const { path, name } of entries) {
    const isUsers = path === `${layout.users}/${name}`;
    const isKept = layout.kept.includes(path);
    if ((!isUsers && !isKept) || name.startsWith('.') || name.endsWith('.bad')) continue;
    signal.throwIfAborted();
    if (isUsers && !name.endsWith('.json')) {
      const stray = 'Move it away: no program reads it.';
      findings.push({ cluster, level: 'warning', file: path, what: 'it is no file of slurm-sb', remedy: stray });
      continue;
    }
    const what = isUsers ? await userFileFault(path, cluster) : await checksumFault(path);
    if (what !== null) findings.push({ cluster, level: isUsers ? 'error' : 'warning', file: path, what, remedy });
  }
  return findings;
}

async function checksumFault(path: string): Promise<string | null> {
  const bytes = await readReplaceable(path);
  if (bytes === null) return null;
  const tail = checkedTail(bytes);
  return tail !== null && fitsChecksum(bytes, tail) ? null : 'it is damaged: its checksum does not fit its content';
}

async function userFileFault(path: string, cluster: string): Promise<string | null> {
  const fault = await checksumFault(path);
  if (fault !== null) return fault;
  const head = /"cluster":("(?:[^"\\]|\\.)*"),"user":("(?:[^"\\]|\\.)*")/.exec(String(await readReplaceable(path)));
  const [of, user] = [head?.[1] ?? '""', head?.[2] ?? '""'].map((text) => String(JSON.parse(text)));
  if (of !== cluster) return `it is of ${of}`;
  return basename(path) === `${encodeFileStem(user ?? '')}.json` ? null : `it is of ${user}`;
}
