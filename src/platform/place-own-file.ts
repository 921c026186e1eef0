import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { isErrno } from './errno.ts';
import { placeDurably } from './place-durably.ts';

/**
 * Makes a file of one's own in a folder where everybody may write, and returns its path: `stem`, and where somebody has
 * taken that name already, with random digits behind it. A link that lies there is not followed (open(2), O_EXCL).
 */
export async function placeOwnFile(folder: string, stem: string, text: string): Promise<string> {
  const source = { bytes: Buffer.from(text) };
  for (const name of [stem, `${stem}.${randomBytes(8).toString('hex')}`]) {
    try {
      await placeDurably(join(folder, name), source, { mode: 0o644 });
      return join(folder, name);
    } catch (error) {
      if (!isErrno(error, 'EEXIST')) throw error;
    }
  }
  throw new Error(`${folder}: every name is taken`);
}
