import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import asc from 'assemblyscript/asc';

const SOURCE = join(import.meta.dirname, '../../src/scoreboard/records/row-kernel.as');
/** What the compiler is to take it for: it knows files by this ending alone. */
const NAME = 'row-kernel.ts';
const OPTIONS = ['-O3', '--converge', '--runtime', 'stub', '--noAssert', '--enable', 'simd'];

/** The WebAssembly of src/scoreboard/records/row-kernel.as. Throws what the compiler says of it. */
export async function compileKernel(): Promise<Buffer> {
  let binary: Buffer | null = null;
  const { error, stderr } = await asc.main([NAME, '--outFile', 'kernel.wasm', ...OPTIONS], {
    readFile: (name) => (name === NAME ? readFileSync(SOURCE, 'utf8') : null),
    writeFile: (_name, contents) => {
      binary = Buffer.from(contents);
    },
    listFiles: () => [],
  });
  if (error !== null || binary === null) throw new Error(`row-kernel.as cannot be compiled:\n${stderr.toString()}`);
  return binary;
}
