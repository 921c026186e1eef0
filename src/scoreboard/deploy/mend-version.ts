import { dirname, join } from 'node:path';
import { realFileOperations } from '../../platform/file-operations.ts';
import { makeFolders } from '../../platform/make-folders.ts';
import { removeTree } from '../../platform/remove-tree.ts';
import { brokenFiles } from './broken-files.ts';
import type { CollectedProgram } from './collect-program.ts';
import type { PlannedFile } from './planned-file.ts';
import { stagingName } from './prefix-layout.ts';
import { placePlanned, type Writing } from './write-version.ts';

/**
 * Looks through a version that is deployed already and puts right the files that are missing or not what they were;
 * each is replaced in one step, as the version may be in use. Returns their paths.
 */
export async function mendVersion(writing: Writing, program: CollectedProgram): Promise<string[]> {
  const broken = await brokenFiles(join(writing.layout.versions, program.id), program.files, writing.signal);
  if (broken.length > 0) await replaceAll(writing, program.id, broken);
  return broken.map(({ path }) => path);
}

async function replaceAll(writing: Writing, id: string, files: readonly PlannedFile[]): Promise<void> {
  const { layout, token } = writing;
  const staging = join(layout.versions, stagingName(id, token));
  try {
    await makeFolders(staging);
    for (const [index, file] of files.entries()) {
      const target = join(layout.versions, id, file.path);
      await placePlanned(writing, file, join(staging, String(index)));
      await makeFolders(dirname(target));
      await realFileOperations.rename(join(staging, String(index)), target);
      await realFileOperations.syncFolder(dirname(target));
    }
  } finally {
    await removeTree(staging);
  }
}
