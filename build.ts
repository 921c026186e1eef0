import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build } from 'esbuild';

/** Programs by the name of their file in dist/. */
const ENTRIES = {
  'slurm-sb': 'src/entry/slurm-sb.ts',
  'demo-sacct': 'src/entry/demo-sacct.ts',
};

const ROOT = import.meta.dirname;
const DIST = join(ROOT, 'dist');

/** What CommonJS packages take for granted and a bundle in ESM does not have. */
const COMMONJS_BANNER = [
  "import { createRequire as createRequireForBundle } from 'node:module';",
  'const require = createRequireForBundle(import.meta.url);',
  'const __filename = import.meta.filename, __dirname = import.meta.dirname;',
].join(' ');

const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };

const { outputFiles } = await build({
  absWorkingDir: ROOT,
  entryPoints: ENTRIES,
  outdir: DIST,
  write: false,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  chunkNames: '[name]-[hash]',
  // Identifiers stay as they are, so that a stack trace names our functions.
  minifySyntax: true,
  legalComments: 'eof',
  banner: { js: COMMONJS_BANNER },
  define: { SLURM_SB_VERSION: JSON.stringify(version), 'process.env.NODE_ENV': '"production"' },
  logLevel: 'warning',
  // esbuild has told what is wrong.
}).catch(() => process.exit(1));

const files = outputFiles.map((file) => ({ name: relative(DIST, file.path), bytes: file.contents }));
const isEntry = ({ name }: { name: string }): boolean => name.replace('.js', '') in ENTRIES;

// Chunks, then the programs that name them, then old files away: what runs meanwhile still finds its parts.
mkdirSync(DIST, { recursive: true });
writeFileSync(join(DIST, 'package.json'), '{"type":"module"}\n');
for (const file of files.toSorted((a, b) => Number(isEntry(a)) - Number(isEntry(b)))) {
  writeFileSync(join(DIST, file.name), file.bytes);
}
const kept = new Set(['package.json', ...files.map(({ name }) => name)]);
for (const name of readdirSync(DIST)) if (!kept.has(name)) rmSync(join(DIST, name), { recursive: true });
for (const { name, bytes } of files.filter(isEntry)) {
  process.stdout.write(`dist/${name} ${Math.ceil(bytes.length / 1024)} KiB\n`);
}
