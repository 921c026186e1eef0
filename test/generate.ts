import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type GeneratedFile, generatedFiles } from './generated-files.ts';

/**
 * Writes the files that are made from the sources: `node test/generate.ts [--check] [--into DIR]`. With `--check` it
 * writes nothing and ends with 1 when one of them is not what it would write.
 */
const { values } = parseArgs({ options: { check: { type: 'boolean', default: false }, into: { type: 'string' } } });
const top = resolve(values.into ?? join(import.meta.dirname, '..'));
const files = await generatedFiles();

if (values.check) {
  const faults = [...files.flatMap(faultOf), ...strayFiles(files)];
  for (const fault of faults) process.stderr.write(`${fault}\n`);
  if (faults.length === 0) process.stdout.write(`${files.length} generated files are as they should be\n`);
  process.exitCode = faults.length === 0 ? 0 : 1;
} else {
  for (const { path, text } of files) {
    mkdirSync(dirname(join(top, path)), { recursive: true });
    writeFileSync(join(top, path), text);
    process.stdout.write(`${path}\n`);
  }
}

function faultOf({ path, text }: GeneratedFile): string[] {
  const there = textOf(path);
  if (there === null) return [`${path} is missing: run node test/generate.ts`];
  if (there === text) return [];
  const [is, wanted] = [there.split('\n'), text.split('\n')];
  const line = wanted.findIndex((one, index) => one !== is[index]);
  return [`${path}:${(line < 0 ? wanted.length : line) + 1} is not what the sources say: run node test/generate.ts`];
}

function textOf(path: string): string | null {
  try {
    return readFileSync(join(top, path), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** Published schemas that nothing makes any more. */
function strayFiles(wanted: readonly GeneratedFile[]): string[] {
  const known = new Set(wanted.map(({ path }) => path));
  const there = globSync('docs/schemas/*', { cwd: top }).filter((path) => !known.has(path));
  return there.sort().map((path) => `${path} is made by nothing: remove it, or add it to test/generated-files.ts`);
}
