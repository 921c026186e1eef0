import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Gives a test run a folder of its own for temporary files, and takes it away in the end. */
export default function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'slurm-sb-tests-'));
  process.env.TMPDIR = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
