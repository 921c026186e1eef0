import { constants, copyFileSync, cpSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');

/** Copies what a deployed prefix holds into a folder: the launchers, the built programs, the Node that runs this. */
export function copyPrefix(prefix: string): void {
  if (!existsSync(join(ROOT, 'dist/slurm-sb.js'))) throw new Error('nothing is built; run: npm run build');
  mkdirSync(join(prefix, 'lib'), { recursive: true });
  cpSync(join(ROOT, 'dist'), join(prefix, 'dist'), { recursive: true });
  mkdirSync(join(prefix, 'bin'));
  for (const name of ['slurm-sb', 'slurm-sb-tui']) copyFileSync(join(ROOT, 'bin/slurm-sb'), join(prefix, 'bin', name));
  copyFileSync(process.execPath, join(prefix, 'lib/node'), constants.COPYFILE_FICLONE);
}
