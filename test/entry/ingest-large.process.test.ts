import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { accountingText } from '../../bench/accounting/accounting-text.ts';
import { emptyFolder } from '../scoreboard/place.ts';

const LAUNCHER = fileURLToPath(new URL('../../bin/slurm-sb', import.meta.url));
const SUMS = fileURLToPath(new URL('../../bench/yardsticks/user-sums.awk', import.meta.url));

let folder: string;
let file: string;
let root: string;

function slurmSb(...args: string[]): string {
  return execFileSync(LAUNCHER, args, { env: { PATH: process.env.PATH, HOME: folder }, encoding: 'utf8' });
}

function ingest(path: string, cluster = 'bench') {
  return JSON.parse(slurmSb('ingest', '--json', '--cluster', cluster, '--root', root, path));
}

/** What awk adds up: name, jobs, failed, seconds elapsed, of CPUs, of nodes, of GPUs, waited. */
function byAwk(): Record<string, number[]> {
  const out = execFileSync('gawk', ['-f', SUMS, file], { env: { LC_ALL: 'C' }, encoding: 'utf8' });
  const lines = out
    .trim()
    .split('\n')
    .map((line) => line.split(' '));
  return Object.fromEntries(lines.map(([user, ...sums]) => [user, sums.map(Number)]));
}

function byUs(): Record<string, number[]> {
  const monthly = join(root, 'clusters/bench/agg/rollups/monthly');
  const sums: Record<string, number[]> = {};
  for (const name of readdirSync(monthly)) {
    const { columns, rows } = JSON.parse(readFileSync(join(monthly, name), 'utf8'));
    const at = [
      'jobs',
      'failed_jobs',
      'elapsed_seconds',
      'cpu_seconds',
      'node_seconds',
      'gpu_seconds',
      'wait_seconds',
    ].map((column) => columns.indexOf(column));
    for (const row of rows) sums[row[0]] = at.map((place, index) => row[place] + (sums[row[0]]?.[index] ?? 0));
  }
  return sums;
}

beforeAll(() => {
  folder = emptyFolder();
  file = join(folder, 'rows.psv');
  root = join(folder, 'root');
  writeFileSync(file, '');
  // Some 18 MB: enough for threads of their own.
  for (const piece of accountingText({ jobs: 30_000, users: 300, seed: 5, steps: 'all', month: '2026-08' })) {
    appendFileSync(file, piece);
  }
  slurmSb('init', '--root', root, '--cluster', 'bench');
});

describe('ingest of a large file by several threads', () => {
  it('counts what awk counts; once more, packed and from a pipe it changes nothing', () => {
    const { rows, jobs } = ingest(file);
    expect(jobs).toEqual({ new: 30_000, seen: 0, outside_window: 0 });
    expect(rows.rows).toBe(readFileSync(file, 'latin1').split('\n').length - 1);
    expect(rows.rows).toBe(rows.jobs + rows.steps);
    const counted = byUs();
    expect(counted).toEqual(byAwk());
    expect(ingest(file).jobs).toEqual({ new: 0, seen: 30_000, outside_window: 0 });
    execFileSync('gzip', ['-k', file]);
    expect(ingest(`${file}.gz`).jobs).toEqual({ new: 0, seen: 30_000, outside_window: 0 });
    expect(byUs()).toEqual(counted);
  });

  it('finds runs that come twice within the file, in the other half of it', () => {
    const twice = join(folder, 'twice.psv');
    const text = readFileSync(file, 'utf8');
    writeFileSync(twice, text + text);
    // A cluster of its own: no filter is asked, which takes one in ten thousand for seen.
    slurmSb('init', '--root', root, '--cluster', 'twice');
    expect(ingest(twice, 'twice').jobs).toEqual({ new: 30_000, seen: 30_000, outside_window: 0 });
  });

  it('of another kind of text is refused, and a signal ends it without a stack', async () => {
    const utf16 = join(folder, 'utf16');
    writeFileSync(utf16, readFileSync(file, 'latin1').slice(0, 100_000), 'utf16le');
    expect(() => ingest(utf16)).toThrow(/none of its \d+ rows could be read \(bad_job_id \d+/);
    const spool = emptyFolder();
    const child = spawn(LAUNCHER, ['ingest', '--cluster', 'bench', '--root', root, '-'], {
      env: { PATH: process.env.PATH, HOME: folder, TMPDIR: spool },
    });
    let err = '';
    child.stderr.on('data', (chunk: Buffer) => {
      err += chunk.toString();
    });
    child.stdin.write('1|');
    await expect.poll(() => readdirSync(spool, { recursive: true }).length, { timeout: 20_000 }).toBe(2);
    child.kill('SIGINT');
    const [code] = await once(child, 'exit');
    expect([code, err]).toEqual([1, 'slurm-sb: stopped by SIGINT\n']);
  });
});
