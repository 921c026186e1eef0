import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { build, type Plugin } from 'esbuild';

/** Programs by the name of their file in dist/. */
const ENTRIES = {
  'slurm-sb': 'src/entry/slurm-sb.ts',
  'slurm-sb-tui': 'src/entry/slurm-sb-tui.ts',
  'demo-sacct': 'src/entry/demo-sacct.ts',
  'slurm-sb-rows': 'src/entry/read-rows.ts',
};

/**
 * What programs load on demand, likewise; all else is in the file of whatever needs it, to be run when it is needed. Few
 * files, as each costs several round trips on a network file system, and with names that stay, as the compiled code of
 * a file is kept by its name. Such a file shares no module with its program: only plain values may pass between them.
 */
const ON_DEMAND = {
  'slurm-sb-commands': 'src/scoreboard/commands/run-scoreboard.ts',
  'slurm-sb-viewer': 'src/scoreboard/commands/run-viewer.ts',
  'slurm-sb-tui-ink': 'src/scoreboard/tui/ink-painter.tsx',
  'slurm-sb-tui-deluxe': 'src/scoreboard/tui/deluxe/deluxe-backend.ts',
};

const ROOT = import.meta.dirname;
const DIST = join(ROOT, 'dist');

/** What CommonJS packages take for granted and a bundle in ESM does not have. */
const COMMONJS_BANNER = [
  "const { createRequire: createRequireForBundle } = process.getBuiltinModule('node:module');",
  'const require = createRequireForBundle(import.meta.url);',
  'const __filename = import.meta.filename, __dirname = import.meta.dirname;',
].join(' ');

/**
 * Ink as a bundle needs it: without React's developer tools, which are no dependency of ours; with a layout engine that
 * takes its WebAssembly out of its own text instead of loading Node's whole fetch for it (25 ms); and with what it
 * knows of a line's characters kept from frame to frame, as most lines are those of the last one (5 ms a key).
 */
const INK_FOR_BUNDLE: Plugin = {
  name: 'ink-for-bundle',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^react-devtools-core$/ }, ({ path }) => ({ path, namespace: 'left-out' }));
    onLoad({ filter: /.*/, namespace: 'left-out' }, () => ({ contents: 'export default {};' }));
    onLoad({ filter: /yoga-wasm-base64-esm\.js$/ }, ({ path }) => ({
      contents: `const fetch = undefined;\n${readFileSync(path, 'utf8')}`,
    }));
    onLoad({ filter: /\/ink\/build\/output\.js$/ }, ({ path }) => ({
      contents: quickOutput(readFileSync(path, 'utf8')),
    }));
  },
};

/** Ink's output, which keeps the characters of up to 2000 lines, and takes no line apart twice. */
function quickOutput(text: string): string {
  const kept =
    'const KEPT = { caches: new OutputCaches(), fresh() { if (this.caches.styledChars.size > 2000) this.caches = new OutputCaches(); return this.caches; } };';
  const lines = 'let lines = characterLines.map(line => styledCharsToString(line));';
  const once = replaceOnce(
    text,
    lines,
    lines.replace('= characterLines', '= characterLines.length === 1 ? [text] : characterLines'),
  );
  return `${replaceOnce(once, 'caches = new OutputCaches();', 'caches = KEPT.fresh();')}\n${kept}\n`;
}

/** Throws where there is nothing to be replaced: another version of the package needs another look. */
function replaceOnce(text: string, from: string, to: string): string {
  if (text.split(from).length !== 2) throw new Error(`not once in it: ${from}`);
  return text.replace(from, to);
}

/** One string-width for all, which loads its tables (25 ms) when a text first needs them, and most never do. */
const QUICK_WIDTH: Plugin = {
  name: 'quick-width',
  setup: ({ onResolve, onLoad }) => {
    const namespace = 'quick-width';
    onResolve({ filter: /^string-width$/ }, ({ path, kind }) => (kind === 'require-call' ? null : { path, namespace }));
    onLoad({ filter: /.*/, namespace }, () => ({
      contents: `
        import { quickWidth } from './src/platform/quick-width.ts';
        export default (text, options) => quickWidth(text) ?? require('string-width').default(text, options);`,
      resolveDir: ROOT,
    }));
  },
};

/** zod without its messages in fifty languages, which are half a megabyte; it imports the English ones apart. */
const ZOD_IN_ENGLISH: Plugin = {
  name: 'zod-in-english',
  setup: ({ onLoad }) => {
    onLoad({ filter: /\/zod\/v4\/locales\/index\.js$/ }, () => ({ contents: 'export {};' }));
  },
};

/** bloom-filters with the one filter that is used: the others bring lodash, 10 ms at every start of a tick. */
const BLOOM_FILTER_ALONE: Plugin = {
  name: 'bloom-filter-alone',
  setup: ({ onLoad }) => {
    onLoad({ filter: /\/bloom-filters\/dist\/api\.js$/ }, () => ({
      contents: "exports.BloomFilter = require('./bloom/bloom-filter').default;",
    }));
  },
};

/** Takes Node's own modules when they are needed, and without what Node puts around them for `import` (3 ms for fs). */
const BUILTINS_WHEN_NEEDED: Plugin = {
  name: 'builtins-when-needed',
  setup: ({ onResolve, onLoad }) => {
    const namespace = 'node';
    onResolve({ filter: /^[a-z:/0-9_]+$/ }, ({ path }) => {
      return isBuiltin(path) ? { path: path.replace(/^node:/, ''), namespace } : null;
    });
    onLoad({ filter: /.*/, namespace }, ({ path }) => ({
      contents: `module.exports = process.getBuiltinModule('node:${path}');`,
    }));
  },
};

/** Leaves the import of a file in ON_DEMAND an import. */
const ON_DEMAND_STAYS_OUT: Plugin = {
  name: 'on-demand-stays-out',
  setup: ({ onResolve }) => {
    onResolve({ filter: /^\.\.?\// }, ({ kind, path, importer }) => {
      const source = relative(ROOT, join(dirname(importer), path));
      const name = Object.entries(ON_DEMAND).find(([, one]) => one === source)?.[0];
      return kind === 'dynamic-import' && name !== undefined ? { path: `./${name}.js`, external: true } : null;
    });
  },
};

const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };

const { outputFiles } = await build({
  absWorkingDir: ROOT,
  entryPoints: { ...ENTRIES, ...ON_DEMAND },
  outdir: DIST,
  write: false,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  // Identifiers stay as they are, so that a stack trace names our functions.
  minifySyntax: true,
  plugins: [BUILTINS_WHEN_NEEDED, ON_DEMAND_STAYS_OUT, INK_FOR_BUNDLE, QUICK_WIDTH, ZOD_IN_ENGLISH, BLOOM_FILTER_ALONE],
  legalComments: 'eof',
  banner: { js: COMMONJS_BANNER },
  define: { SLURM_SB_VERSION: JSON.stringify(version), 'process.env.NODE_ENV': '"production"' },
  logLevel: 'warning',
  // esbuild has told what is wrong.
}).catch(() => process.exit(1));

/** A text with one character above Latin-1 is kept with two bytes a character, and is read and searched more slowly. */
function inAscii(text: string): string {
  if (/\\[^\0-\x7f]/.test(text)) throw new Error('a character that is escaped as itself cannot be written in ASCII');
  return text.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

const files = outputFiles.map((file) => ({ name: relative(DIST, file.path), bytes: Buffer.from(inAscii(file.text)) }));
const isEntry = ({ name }: { name: string }): boolean => name.replace('.js', '') in ENTRIES;

// First what programs load, then they, then old files away: what starts meanwhile finds its parts.
mkdirSync(DIST, { recursive: true });
writeFileSync(join(DIST, 'package.json'), '{"type":"module"}\n');
for (const file of files.toSorted((a, b) => Number(isEntry(a)) - Number(isEntry(b)))) {
  writeFileSync(join(DIST, `${file.name}.new`), file.bytes);
  renameSync(join(DIST, `${file.name}.new`), join(DIST, file.name));
}
const kept = new Set(['package.json', ...files.map(({ name }) => name)]);
for (const name of readdirSync(DIST)) if (!kept.has(name)) rmSync(join(DIST, name), { recursive: true });
for (const { name, bytes } of files.filter(isEntry)) {
  process.stdout.write(`dist/${name} ${Math.ceil(bytes.length / 1024)} KiB\n`);
}
