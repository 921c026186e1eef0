import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRows, trustTable } from './table.ts';

/**
 * `npm run trust [-- --write] [-- words that vitest takes]`: all campaigns of test/trust with their full counts, and
 * their table; `--write` puts it into docs/trust.md between its two marks. On the real clusters when these are up.
 */
const HOUSE = join(import.meta.dirname, '../..');
const DOC = join(HOUSE, 'docs/trust.md');
const MARKS = /(<!-- table -->\n)[\s\S]*(<!-- \/table -->)/;

const given = process.argv.slice(2);
const words = given.filter((word) => word !== '--write');
const folder = mkdtempSync(join(tmpdir(), 'slurm-sb-trust-'));
const file = join(folder, 'rows.jsonl');
const { status } = spawnSync('vitest', ['run', 'test/trust', ...words], {
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
if (given.includes('--write')) {
  const clusters = process.env.SLURM_SB_TEST_BASE ? 'two real Slurm clusters' : 'no Slurm cluster';
  const where = `${new Date().toISOString().slice(0, 10)}, ${cpus().length} cores, ${clusters}, \`npm run trust\`:\n\n`;
  writeFileSync(DOC, readFileSync(DOC, 'utf8').replace(MARKS, `$1\n${where}${table}\n$2`));
}
process.exitCode = status ?? 1;
