import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Makes a folder of its own for temporary files; `prefix` starts its name. It stays until somebody removes it. */
export function makeTempFolder(prefix: string): Promise<string> {
  return mkdtemp(join(tmpdir(), prefix));
}
