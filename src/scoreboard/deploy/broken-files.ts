import { join } from 'node:path';
import { isErrno } from '../../platform/errno.ts';
import { digestFile } from '../../platform/file-digest.ts';

/** The files below a folder that are missing or hold something else; every one is read. Rejects when aborted. */
export async function brokenFiles<File extends { readonly path: string; readonly sha256: string }>(
  folder: string,
  files: readonly File[],
  signal: AbortSignal,
): Promise<File[]> {
  const broken: File[] = [];
  for (const file of files) {
    if ((await sha256Of(join(folder, file.path), signal)) !== file.sha256) broken.push(file);
  }
  return broken;
}

async function sha256Of(path: string, signal: AbortSignal): Promise<string | null> {
  try {
    return (await digestFile(path, { signal })).sha256;
  } catch (error) {
    if (isErrno(error, 'ENOENT', 'ENOTDIR', 'EISDIR', 'EACCES', 'EIO')) return null;
    throw error;
  }
}
