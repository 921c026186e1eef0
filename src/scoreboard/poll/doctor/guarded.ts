import { isSystemError } from '../../../platform/is-system-error.ts';
import { NotFolderError } from '../../../platform/not-folder-error.ts';
import { NotPlainFileError } from '../../../platform/read-plain-file.ts';
import type { DoctorFinding } from './doctor-finding.ts';

/**
 * Does a check; what the file system refuses it becomes a finding, so that the other checks go on. `file` is what the
 * check is about, for errors that name no path.
 */
export async function guarded(
  { cluster, file }: Pick<DoctorFinding, 'cluster' | 'file'>,
  check: () => Promise<readonly DoctorFinding[]>,
): Promise<readonly DoctorFinding[]> {
  try {
    return await check();
  } catch (error) {
    if (error instanceof NotFolderError) return [{ cluster, level: 'error', ...noFolder(error.path) }];
    if (error instanceof NotPlainFileError)
      return [{ cluster, level: 'error', file, what: error.message, remedy: MOVE }];
    if (!isSystemError(error)) throw error;
    const what = `it cannot be looked at: ${error.message}`;
    const remedy = 'Give whoever runs doctor the right to read it, or mend the file system, and run doctor again.';
    return [{ cluster, level: 'error', file: error.path ?? file, what, remedy }];
  }
}

/** What is said of what lies in a folder's place. */
export function noFolder(file: string): Pick<DoctorFinding, 'file' | 'what' | 'remedy'> {
  const remedy = 'Move it away: the next poll makes the folder, and the first one of a day what was in it.';
  return { file, what: 'it is no folder, so polls end with an error', remedy };
}

const MOVE = 'Move it away: polls stop at it, and the next one makes the file anew, or the month from accounting.';
