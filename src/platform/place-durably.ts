import { open } from 'node:fs/promises';
import { digestFile, digestOf, type FileDigest } from './file-digest.ts';

/** What a file is made of: bytes in memory, or another file, which is read piece by piece. */
export type FileSource = { readonly bytes: Buffer } | { readonly file: string };

/**
 * Makes a file where none is yet, with exactly this mode, flushes it, and tells what it holds. Throws what the file
 * system says (EEXIST), also when fewer bytes arrived, and the signal's reason when it is aborted; the half is then
 * left to whoever called.
 */
export async function placeDurably(
  path: string,
  source: FileSource,
  { mode, signal }: { readonly mode: number; readonly signal?: AbortSignal },
): Promise<FileDigest> {
  const file = await open(path, 'wx', mode);
  try {
    if ('bytes' in source) await file.writeFile(source.bytes);
    const digest =
      'bytes' in source
        ? digestOf(source.bytes)
        : await digestFile(source.file, { take: (piece) => file.appendFile(piece), ...(signal && { signal }) });
    await file.chmod(mode);
    await file.sync();
    const { size } = await file.stat();
    if (size !== digest.size) throw new Error(`${path}: ${size} of ${digest.size} bytes arrived`);
    return digest;
  } finally {
    await file.close();
  }
}
