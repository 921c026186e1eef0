import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { accountingText } from '../../bench/accounting/accounting-text.ts';
import { environment, realRoot } from '../trust/real-root.ts';
import { type Command, runCommand } from './trace-command.ts';

// Each takes an empty folder, does what its command needs, so that compiled code is kept too, and returns the command.

const LAUNCHER = join(import.meta.dirname, '../../bin/slurm-sb');

/** Prints its version. */
export function versionScenario(folder: string): Command {
  const slurmSb = slurmSbIn(folder);
  runCommand(slurmSb('--version'));
  return slurmSb('--version');
}

/** Ingests 20,000 jobs of 300 users into a new cluster. */
export function ingestScenario(folder: string): Command {
  const { ingest } = ingestPlace(folder);
  // Another cluster first, so that compiled code is kept.
  runCommand(ingest('other'));
  return ingest('bench');
}

/** Makes boards of what was ingested, when they are up to date. */
export function boardsScenario(folder: string): Command {
  const { root, slurmSb, ingest } = ingestPlace(folder);
  runCommand(ingest('bench'));
  const boards = slurmSb('leaderboards', '--root', root);
  runCommand(boards);
  return boards;
}

/** A tick that finds nothing new. */
export function quietTickScenario(folder: string): Command {
  const site = realRoot(folder, { jobs: 24 });
  const poll = { words: [LAUNCHER, 'poll', ...site.flags], env: environment(site) };
  runCommand(poll);
  runCommand(poll);
  return poll;
}

function slurmSbIn(folder: string): (...words: string[]) => Command {
  const home = join(folder, 'home');
  mkdirSync(home, { recursive: true });
  const env = { PATH: process.env.PATH ?? '', HOME: home };
  return (...words) => ({ words: [LAUNCHER, ...words], env });
}

function ingestPlace(folder: string) {
  const slurmSb = slurmSbIn(folder);
  const [root, file] = [join(folder, 'root'), join(folder, 'rows.psv')];
  writeFileSync(
    file,
    [...accountingText({ jobs: 20_000, users: 300, seed: 5, steps: 'one', month: '2026-08' })].join(''),
  );
  for (const cluster of ['bench', 'other']) runCommand(slurmSb('init', '--root', root, '--cluster', cluster));
  return { root, slurmSb, ingest: (cluster: string) => slurmSb('ingest', '--cluster', cluster, '--root', root, file) };
}
