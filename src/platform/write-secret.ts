import { randomBytes } from 'node:crypto';
import { link, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isErrno } from './errno.ts';
import { realFileOperations } from './file-operations.ts';
import { placeDurably } from './place-durably.ts';

/** For the owner and the group alone, from the first moment on. */
const SECRET_MODE = 0o660;

/** Makes a file of mode 0660 that is not there yet; false, and nothing changed, when one is. Nobody sees a half. */
export async function writeSecret(path: string, bytes: Buffer): Promise<boolean> {
  const staged = join(dirname(path), `.${basename(path)}.${randomBytes(8).toString('hex')}.new`);
  try {
    await placeDurably(staged, { bytes }, { mode: SECRET_MODE });
    await link(staged, path);
  } catch (error) {
    if (isErrno(error, 'EEXIST')) return false;
    throw error;
  } finally {
    await rm(staged, { force: true });
  }
  await realFileOperations.syncFolder(dirname(path));
  return true;
}
