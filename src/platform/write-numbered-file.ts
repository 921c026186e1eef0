import { resolve } from 'node:path';
import { KnownError } from './known-error.ts';
import { writeNewFile } from './write-new-file.ts';

const GREATEST_NUMBER = 999;

/**
 * Writes a file into the folder where the program was started, under a name that was free: `NAME.csv`, else
 * `NAME-2.csv` and so on. Returns its absolute path. Throws what the file system says, and KnownError when no name up
 * to `NAME-999.csv` is free.
 */
export async function writeNumberedFile(stem: string, extension: string, text: string): Promise<string> {
  const bytes = Buffer.from(text);
  for (let number = 1; number <= GREATEST_NUMBER; number++) {
    const path = resolve(`${stem}${number === 1 ? '' : `-${number}`}${extension}`);
    if (await writeNewFile(path, bytes)) return path;
  }
  throw new KnownError(`${resolve(stem)}${extension}: this and ${GREATEST_NUMBER - 1} more names are taken`);
}
