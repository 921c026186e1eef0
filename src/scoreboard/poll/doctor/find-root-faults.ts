import { type PathFacts, pathFacts } from '../../../platform/path-facts.ts';
import type { DoctorFinding } from './doctor-finding.ts';

/** What is wrong with a root as a whole, and what can be done with it in spite of that. */
export type RootLook = {
  readonly findings: readonly DoctorFinding[];
  /** Whether there is anything below it to look at. */
  readonly readable: boolean;
  readonly writable: boolean;
};

/** Looks whether a root is there and may be read and written. */
export async function findRootFaults(root: string): Promise<RootLook> {
  return judgeRoot(root, await pathFacts(root));
}

/** Says what it means for a root to be such a path. */
export function judgeRoot(root: string, { kind, readable, writable, detail }: PathFacts): RootLook {
  const found = (level: DoctorFinding['level'], what: string, remedy: string): RootLook => ({
    findings: [{ cluster: null, level, file: root, what, remedy }],
    readable: readable && kind === 'folder',
    writable,
  });
  if (kind === 'missing') {
    return found('error', 'the root is not there', `Mount it, or make it with slurm-sb init --root ${root}.`);
  }
  if (detail !== null) return found('error', `the root cannot be looked at: ${detail}`, 'Mount its file system again.');
  if (kind !== 'folder') return found('error', 'the root is no folder', 'Name a folder as --root.');
  if (!readable) return found('error', 'you may not read the root', `Have its owner run chmod a+rx ${root}.`);
  if (!writable) {
    const remedy = 'To poll, be a member of its group (see id and ls -ld); the boards can be read without it.';
    return found('warning', 'you may not write to the root, so you cannot poll into it', remedy);
  }
  return { findings: [], readable, writable };
}
