import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { entryFacts } from '../entry-facts.ts';
import { isErrno } from '../errno.ts';
import { NotPlainFileError } from '../read-plain-file.ts';

/** A file's text, or why there is none. */
export type ConfigText =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unusable'; readonly reason: string };

/** Reads the text of a configuration file. */
export type ReadConfigText = (path: string) => Promise<ConfigText>;

/** A configuration is some kB; a file beyond this is another file, or made to keep the parser busy for minutes. */
const LARGEST_CONFIG_BYTES = 131_072;

/** Reads UTF-8 text of at most 128 KiB; never throws for a file that is missing, a folder, closed or too large. */
export const readConfigText: ReadConfigText = async (path) => {
  try {
    const bytes = await readAtMost(path, LARGEST_CONFIG_BYTES + 1);
    if (bytes.length > LARGEST_CONFIG_BYTES) return unusable('it is larger than 128 KiB, which no configuration is');
    return { kind: 'text', text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch (error) {
    if (isErrno(error, 'ENOENT', 'ENOTDIR')) {
      return (await entryFacts(path)) === null ? { kind: 'missing' } : unusable('it is a link to nothing');
    }
    if (error instanceof NotPlainFileError) return unusable(`it is ${error.detail}`);
    if (isErrno(error, 'EISDIR')) return unusable('it is a folder, not a file');
    if (isErrno(error, 'ERR_ENCODING_INVALID_ENCODED_DATA')) return unusable('it is not UTF-8 text');
    if (error instanceof Error && 'syscall' in error) return unusable(`it cannot be read (${error.message})`);
    throw error;
  }
};

function unusable(reason: string): ConfigText {
  return { kind: 'unusable', reason };
}

async function readAtMost(path: string, limit: number): Promise<Buffer> {
  // A pipe is not waited for: whoever made it may never write.
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const info = await file.stat();
    if (info.isFIFO() || info.isSocket()) throw new NotPlainFileError(path, 'no plain file');
    const buffer = Buffer.alloc(limit);
    let length = 0;
    while (length < limit) {
      const { bytesRead } = await file.read(buffer, length, limit - length);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    return buffer.subarray(0, length);
  } finally {
    await file.close();
  }
}
