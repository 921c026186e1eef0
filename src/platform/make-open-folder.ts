import { chmod, mkdir } from 'node:fs/promises';
import { isErrno } from './errno.ts';

/** Everybody may add files, and take away only their own (sticky), as in /tmp. */
const OPEN_MODE = 0o1777;

/** Creates a folder of mode 1777, whatever the umask is; one that is there already keeps its mode. */
export async function makeOpenFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: OPEN_MODE });
  } catch (error) {
    if (isErrno(error, 'EEXIST')) return;
    throw error;
  }
  await chmod(path, OPEN_MODE);
}
