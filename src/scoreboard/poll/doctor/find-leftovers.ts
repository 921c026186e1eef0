import { dirname } from 'node:path';
import { isLoneFile, WRITING_SECONDS } from '../../../platform/lone-file.ts';
import { readReplaceable } from '../../../platform/read-replaceable.ts';
import { stagedNumber } from '../../../platform/staged-path.ts';
import type { TreeEntry } from '../../../platform/walk-tree.ts';
import { type ClusterLook, isWorkedOn } from './cluster-look.ts';
import type { DoctorFinding } from './doctor-finding.ts';
import { commandFor } from './remedies.ts';

const RECORD = /^commit\.(\d+)$/;

/** Says what a poll that was killed left: commits that were cut, staged files. None while somebody holds the lock. */
export async function findCommitLeftovers(look: ClusterLook): Promise<DoctorFinding[]> {
  if (isWorkedOn(look)) return [];
  const { cluster, entries, layout } = look;
  const records = entries.filter(({ name, path }) => RECORD.test(name) && path === `${layout.state}/${name}`);
  const findings: DoctorFinding[] = [];
  for (const record of records) findings.push(await recordFinding(look, record));
  const staged = entries.filter(({ name, path }) => stagedNumber(name) !== null && dirname(path) !== layout.boards);
  if (staged.length > 0 && records.length === 0) {
    findings.push({
      cluster,
      level: 'warning',
      file: staged[0]!.path,
      what: `${files(staged.length)} of a commit that was never made; nothing of it was counted`,
      remedy: `Run ${commandFor(look, 'poll')}: it removes them before anything else.`,
    });
  }
  return findings;
}

/**
 * Says what a build of boards that was ended left in their folder. Builds take no lock: what is young may be of one that
 * is at work.
 */
export function findBoardLeftovers(
  { root, folder, cluster }: { readonly root: string; readonly folder: string; readonly cluster: string | null },
  entries: readonly TreeEntry[],
  nowMs: number,
): DoctorFinding[] {
  const left = entries.filter(
    ({ name, path, mtimeMs }) =>
      dirname(path) === folder &&
      (RECORD.test(name) || stagedNumber(name) !== null) &&
      nowMs - mtimeMs > WRITING_SECONDS * 1000,
  );
  const [first] = left;
  if (first === undefined) return [];
  const what = `${files(left.length)} of a build of these boards that was ended; the next build finishes or removes it`;
  const remedy = `Run slurm-sb leaderboards --root ${root}, or wait for the next poll.`;
  return [{ cluster, level: 'warning', file: first.path, what, remedy }];
}

/** Says which temporary files of lone files (boards, health, user files) nobody is writing any more. */
export function findLoneLeftovers(
  cluster: string | null,
  entries: readonly TreeEntry[],
  nowMs: number,
): DoctorFinding[] {
  const lone = entries.filter(({ name, mtimeMs }) => isLoneFile(name) && nowMs - mtimeMs > WRITING_SECONDS * 1000);
  const [first] = lone;
  if (first === undefined) return [];
  const what = `${files(lone.length)} of a program that was ended while it wrote`;
  const remedy =
    cluster === null
      ? 'Delete it with rm: no program reads it.'
      : 'Delete it with rm, no program reads it; or wait: the first poll of each day removes such files.';
  return [{ cluster, level: 'warning', file: first.path, what, remedy }];
}

/** Says which files, and folders in the place of files, were moved aside because they could not be trusted. */
export function findBadFiles(cluster: string | null, entries: readonly TreeEntry[]): DoctorFinding[] {
  return entries
    .filter(({ name, kind }) => kind !== 'other' && name.endsWith('.bad'))
    .map(({ path }) => ({
      cluster,
      level: 'warning',
      file: path,
      what: 'it was moved aside: it could not be trusted, or a repair put another one in its place',
      remedy:
        'Look at the other findings of this cluster, then delete it or keep it elsewhere: it may name people who have opted out.',
    }));
}

async function recordFinding(look: ClusterLook, { path, name }: TreeEntry): Promise<DoctorFinding> {
  const found = { cluster: look.cluster, level: 'error', file: path } as const;
  const bytes = await readReplaceable(path);
  if (bytes !== null && !isRecord(bytes, Number(RECORD.exec(name)?.[1]))) {
    const remedy = `Run ${commandFor(look, 'poll')}: it looks at every month that the commit may have changed.`;
    return { ...found, what: 'the record of a commit that was cut is damaged', remedy };
  }
  const remedy = `Run ${commandFor(look, 'poll')}: it finishes the commit before anything else.`;
  return { ...found, what: 'a commit was cut between its files', remedy };
}

function isRecord(bytes: Buffer, number: number): boolean {
  try {
    const record: unknown = JSON.parse(bytes.toString('utf8'));
    if (typeof record !== 'object' || record === null || !('number' in record) || !('moves' in record)) return false;
    return record.number === number && Array.isArray(record.moves) && record.moves.length > 0;
  } catch {
    return false;
  }
}

const files = (count: number): string => (count === 1 ? 'a temporary file' : `one of ${count} temporary files`);
