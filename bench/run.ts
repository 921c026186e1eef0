/**
 * Measures the built program and prints a table; says what is to be reached and whether it is.
 * usage: npm run bench -- [--runs N] [NAME...]                      NAME: see BENCHES; none: all of them
 *        npm run bench -- --write [--date YYYY-MM-DD] [--runs N]    also into docs/perf.md; the day is today's (UTC)
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Bench, BenchRow } from './bench.ts';
import { benchTable } from './bench-table.ts';
import { boards } from './boards.ts';
import { copyPrefix } from './copy-prefix.ts';
import { ingest } from './ingest.ts';
import { ingestMemory } from './ingest-memory.ts';
import { machineText } from './machine-text.ts';
import { openedFiles } from './opened-files.ts';
import { startUp } from './start-up.ts';
import { tuiFirstFrame } from './tui-first-frame.ts';
import { tuiIdle } from './tui-idle.ts';
import { tuiKeys } from './tui-keys.ts';
import { writePerf } from './write-perf.ts';

const BENCHES: Readonly<Record<string, Bench>> = {
  'start-up': startUp,
  'opened-files': openedFiles,
  'tui-first-frame': tuiFirstFrame,
  'tui-keys': tuiKeys,
  'tui-idle': tuiIdle,
  ingest,
  'ingest-memory': ingestMemory,
  boards,
};

const DEFAULT_RUNS = 25;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: 'string' }, write: { type: 'boolean' }, date: { type: 'string' } },
});
const runs = Number(values.runs ?? DEFAULT_RUNS);
const unknown = positionals.filter((name) => !(name in BENCHES));
if (!Number.isInteger(runs) || runs < 1) fail(`--runs ${values.runs}: a whole number from 1 is wanted`);
if (unknown.length > 0) fail(`no such benchmark: ${unknown.join(', ')}; there are ${Object.keys(BENCHES).join(', ')}`);
if (values.write && positionals.length > 0) fail('--write writes all of them; give no names');

const place = mkdtempSync(join(tmpdir(), 'slurm-sb-bench-'));
try {
  copyPrefix(join(place, 'prefix'));
  const chosen = positionals.length > 0 ? positionals : Object.keys(BENCHES);
  const rows: BenchRow[] = [];
  for (const name of chosen) {
    process.stderr.write(`${name}\n`);
    const folder = join(place, name);
    mkdirSync(folder);
    rows.push(...((await BENCHES[name]?.({ prefix: join(place, 'prefix'), folder, runs })) ?? []));
  }
  const day = values.date ?? new Date().toISOString().slice(0, 10);
  const text = `${machineText()}; ${day}.\n\n${benchTable(rows)}`;
  process.stdout.write(text);
  if (values.write) {
    const options = values.runs === undefined ? '' : ` -- --runs ${runs}`;
    writePerf(join(import.meta.dirname, '../docs/perf.md'), `\`npm run bench${options}\`: ${text}`);
  }
} finally {
  rmSync(place, { recursive: true });
}

function fail(message: string): never {
  process.stderr.write(`bench: ${message}\n`);
  process.exit(2);
}
