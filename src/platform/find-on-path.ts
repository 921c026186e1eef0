import { access, constants, stat } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { isErrno } from './errno.ts';

/** Where execvp(3) looks when there is no PATH, on Linux. */
const USUAL_PATH = '/bin:/usr/bin';

/**
 * The file that a shell would run for a program's name, null when there is none: a name with a slash is the file
 * itself, any other one is looked for in the folders of `path` (the value of PATH) in their order.
 */
export async function findOnPath(name: string, path: string | undefined): Promise<string | null> {
  if (name.includes('/')) return (await isProgram(name)) ? name : null;
  for (const folder of (path ?? USUAL_PATH).split(delimiter)) {
    // An empty piece is the current folder (POSIX.1-2017, 8.3).
    const candidate = join(folder === '' ? '.' : folder, name);
    if (await isProgram(candidate)) return candidate;
  }
  return null;
}

/** Whether this process may run a file. */
async function isProgram(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch (error) {
    if (isErrno(error, 'ENOENT', 'ENOTDIR', 'EACCES', 'ELOOP', 'ENAMETOOLONG')) return false;
    throw error;
  }
}
