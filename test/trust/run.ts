import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readRows, trustTable } from './table.ts';

/**
 * `npm run trust -- [--rows FILE] [--write] [words that vitest takes]`: all campaigns of test/trust, or those that the
 * words name, with their full counts, and their table; `--write` puts it into docs/trust.md between its two marks. With
 * `--rows` the table also has what other runs put into the file, so that hours of campaigns can be run part by part. On
 * the real clusters when these are up.
 */
const HOUSE = join(import.meta.dirname, '../..');
const DOC = join(HOUSE, 'docs/trust.md');
const MARKS = /(<!-- table -->\n)[\s\S]*(<!-- \/table -->)/;

const { values, tokens } = parseArgs({
  options: { rows: { type: 'string' }, write: { type: 'boolean', default: false } },
  strict: false,
  tokens: true,
});
const OURS = new Set(['rows', 'write']);
const words = tokens.flatMap((token) => {
  if (token.kind === 'positional') return [token.value];
  if (token.kind !== 'option' || OURS.has(token.name)) return [];
  return token.value === undefined ? [token.rawName] : [`${token.rawName}=${token.value}`];
});
const folder = mkdtempSync(join(tmpdir(), 'slurm-sb-trust-'));
const file = typeof values.rows === 'string' ? resolve(values.rows) : join(folder, 'rows.jsonl');
const named = words.some((word) => word.startsWith('test/')) ? [] : ['test/trust'];
const { status } = spawnSync('vitest', ['run', ...named, ...words], {
  cwd: HOUSE,
  env: {
    ...process.env,
    PATH: `${join(HOUSE, 'node_modules/.bin')}:${process.env.PATH}`,
    SLURM_SB_TRUST: 'full',
    SLURM_SB_TRUST_FILE: file,
  },
  stdio: 'inherit',
});
const table = trustTable(readRows(file));
rmSync(folder, { recursive: true });
if (values.write === true) {
  const clusters = process.env.SLURM_SB_TEST_BASE ? 'two real Slurm clusters' : 'no Slurm cluster';
  const where = `${new Date().toISOString().slice(0, 10)}, ${cpus().length} cores, ${clusters}, \`npm run trust\`:\n\n`;
  writeFileSync(DOC, readFileSync(DOC, 'utf8').replace(MARKS, `$1\n${where}${table}\n$2`));
}
process.exitCode = status ?? 1;
