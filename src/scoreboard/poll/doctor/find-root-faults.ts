import { pathFacts } from '../../../platform/path-facts.ts';
import type { DoctorFinding } from './doctor-finding.ts';

/** What is wrong with a root as a whole, and what can be done with it in spite of that. */
export type RootLook = {
  readonly findings: readonly DoctorFinding[];
  readonly readable: boolean;
  readonly writable: boolean;
};

/** Looks whether a root is there and may be read and written. */
export async function findRootFaults(root: string): Promise<RootLook> {
  const { kind, readable, writable, detail } = await pathFacts(root);
  const found = (level: DoctorFinding['level'], what: string, remedy: string): RootLook => ({
    findings: [{ cluster: null, level, file: root, what, remedy }],
    readable,
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
