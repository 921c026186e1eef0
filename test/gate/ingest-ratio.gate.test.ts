import { appendFileSync, cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { accountingText } from '../../bench/accounting/accounting-text.ts';
import { needTools } from '../house/need-tools.ts';
import { emptyFolder } from '../scoreboard/place.ts';
import { findGrowth } from './find-growth.ts';
import { INGEST_TO_GAWK } from './limits.ts';
import { timedTurns } from './timed-turns.ts';
import { runCommand } from './trace-command.ts';

const ROOT = join(import.meta.dirname, '../..');
const SLURM_SB = join(ROOT, 'bin/slurm-sb');
const SUMS = join(ROOT, 'bench/yardsticks/user-sums.awk');
const RUNS = 5;

it('ingest of 200,000 jobs takes no more times as long as gawk than it did', ({ skip }) => {
  needTools(skip, 'gawk', 'time');
  const folder = emptyFolder();
  const env = { PATH: process.env.PATH ?? '', HOME: folder, LC_ALL: 'C' };
  const [file, fresh, root] = ['rows.psv', 'fresh', 'root'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  writeFileSync(file, '');
  for (const piece of accountingText({ jobs: 200_000, users: 2000, seed: 1, steps: 'one', month: '2026-08' })) {
    appendFileSync(file, piece);
  }
  runCommand({ words: [SLURM_SB, 'init', '--root', fresh, '--cluster', 'bench'], env });
  const anew = (): void => {
    rmSync(root, { recursive: true, force: true });
    cpSync(fresh, root, { recursive: true, preserveTimestamps: true });
  };
  const ingest = { words: [SLURM_SB, 'ingest', '--cluster', 'bench', '--root', root, file], env, before: anew };
  const [own, gawk] = timedTurns([ingest, { words: ['gawk', '-f', SUMS, file], env }], RUNS, folder);
  if (own === undefined || gawk === undefined) throw new Error('nothing was timed');
  const ratios = { 'processor time': own.user / gawk.user, 'wall time': own.wall / gawk.wall };
  process.stdout.write(`${JSON.stringify({ own, gawk, ratios })}\n`);
  expect(findGrowth('ingest of 200,000 jobs, in times of gawk', ratios, INGEST_TO_GAWK)).toEqual([]);
});
