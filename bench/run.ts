/**
 * Measures the built program and prints a table; says what is to be reached and whether it is.
 * usage: npm run bench -- [--runs N] [--jobs N] [NAME...]           NAME: see BENCHES; none: all that take no hours
 *        npm run bench -- --write [--date YYYY-MM-DD] [--runs N]    also into docs/perf.md; the day is today's (UTC)
 *        npm run bench -- --write growth                            draws docs/growth-*.svg
 * jobs:  of the month in real accounting, where there is none yet; that wants the clusters of test/slurm/up.sh
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { backfill } from './backfill.ts';
import type { Bench, BenchRow } from './bench.ts';
import { benchTable } from './bench-table.ts';
import { boards } from './boards.ts';
import { copyPrefix } from './copy-prefix.ts';
import { growth } from './growth.ts';
import { ingest } from './ingest.ts';
import { ingestMemory } from './ingest-memory.ts';
import { machineText } from './machine-text.ts';
import { openedFiles } from './opened-files.ts';
import { politeness } from './politeness.ts';
import { quietTick } from './quiet-tick.ts';
import { startUp } from './start-up.ts';
import { storage } from './storage.ts';
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
  'quiet-tick': quietTick,
  backfill,
  politeness,
  storage,
  growth,
};

/** These take a quarter of an hour and more: only run by name. */
const BY_NAME = ['growth', 'storage', 'backfill', 'politeness'];
const DOCS = join(import.meta.dirname, '../docs');

const DEFAULT_RUNS = 25;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: 'string' }, jobs: { type: 'string' }, write: { type: 'boolean' }, date: { type: 'string' } },
});
const runs = Number(values.runs ?? DEFAULT_RUNS);
const jobs = values.jobs === undefined ? undefined : Number(values.jobs);
const unknown = positionals.filter((name) => !(name in BENCHES));
if (!Number.isInteger(runs) || runs < 1) fail(`--runs ${values.runs}: a whole number from 1 is wanted`);
if (jobs !== undefined && !(Number.isInteger(jobs) && jobs >= 1))
  fail(`--jobs ${values.jobs}: a whole number from 1 is wanted`);
if (unknown.length > 0) fail(`no such benchmark: ${unknown.join(', ')}; there are ${Object.keys(BENCHES).join(', ')}`);
if (values.write && positionals.length > 0 && positionals.join() !== 'growth') {
  fail('--write writes all of them; give no names but growth');
}

const place = mkdtempSync(join(tmpdir(), 'slurm-sb-bench-'));
try {
  copyPrefix(join(place, 'prefix'));
  const chosen = positionals.length > 0 ? positionals : Object.keys(BENCHES).filter((name) => !BY_NAME.includes(name));
  const rows: BenchRow[] = [];
  for (const name of chosen) {
    process.stderr.write(`${name}\n`);
    const folder = join(place, name);
    mkdirSync(folder);
    const parts = { prefix: join(place, 'prefix'), folder, runs, jobs, pictures: values.write ? DOCS : null };
    rows.push(...((await BENCHES[name]?.(parts)) ?? []));
  }
  const day = values.date ?? new Date().toISOString().slice(0, 10);
  const text = `${machineText()}; ${day}.\n\n${benchTable(rows)}`;
  process.stdout.write(text);
  if (values.write && positionals.length === 0) {
    const options = values.runs === undefined ? '' : ` -- --runs ${runs}`;
    writePerf(join(DOCS, 'perf.md'), `\`npm run bench${options}\`: ${text}`);
  }
} finally {
  rmSync(place, { recursive: true });
}

function fail(message: string): never {
  process.stderr.write(`bench: ${message}\n`);
  process.exit(2);
}
