import { writeDurably } from './durable-file.ts';
import { isErrno } from './errno.ts';
import { replaceQuickly } from './replace-quickly.ts';

/** As replaceQuickly; a folder that lies in the file's place is moved aside. Throws what the file system says. */
export async function replaceCopy(path: string, bytes: Buffer, mode?: number): Promise<void> {
  try {
    replaceQuickly(path, bytes, mode);
  } catch (error) {
    if (!isErrno(error, 'EISDIR')) throw error;
    await writeDurably(path, bytes, mode === undefined ? {} : { mode });
  }
}
