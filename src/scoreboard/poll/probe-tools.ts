import { dirname, join } from 'node:path';
import { findOnPath } from '../../platform/find-on-path.ts';
import { runForText } from '../../platform/run-for-text.ts';
import type { ProcessEnd } from '../../platform/run-process.ts';
import type { ScoreboardConfig } from '../config/scoreboard-keys.ts';
import type { Sacct } from '../sacct/ask-sacct.ts';

/** Slurm's commands that the scoreboard uses or that people expect beside them. */
const TOOLS = ['sacct', 'squeue', 'sacctmgr', 'scontrol'] as const;

/** One of Slurm's commands as it is on this host. */
export type ProbedTool = {
  readonly name: (typeof TOOLS)[number];
  /** Null: it is not there, or is no program. */
  readonly path: string | null;
  /** `22.05.8`; null: it does not tell. */
  readonly version: string | null;
  /** Whether it can be started. */
  readonly starts: boolean;
  /** Whether it can be asked more: it ended in time. */
  readonly answers: boolean;
  /** Why there is no version. */
  readonly detail: string | null;
};

/** No network is needed to print a version; a Slurm without slurm.conf tries for a minute to read it. */
const VERSION_TIMEOUT_MS = 10_000;

/** Finds the commands and asks each for its version, all at once. */
export function probeTools(sacct: Sacct, config: ScoreboardConfig): Promise<ProbedTool[]> {
  return Promise.all(TOOLS.map(async (name) => probeTool(sacct, name, await findTool(sacct, config, name))));
}

/** What a command that failed said first on stderr, else how it ended. */
export function complaint(end: ProcessEnd): string {
  const said = end.stderr.split('\n').find((line) => line.trim() !== '');
  const words = said?.replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ').trim();
  if (end.outcome === 'timed-out') return words === undefined ? 'no answer in time' : `no answer in time: ${words}`;
  return words ?? (end.signal === null ? `exit status ${end.exitCode}` : `ended by ${end.signal}`);
}

/** sacct and scontrol are where their settings say; the others beside that sacct, else on PATH. */
async function findTool(sacct: Sacct, config: ScoreboardConfig, name: ProbedTool['name']): Promise<string | null> {
  const path = sacct.env.PATH;
  if (name === 'sacct') return findOnPath(config.sacct_path, path);
  if (name === 'scontrol') return findOnPath(config.scontrol_path, path);
  const beside = config.sacct_path.includes('/') ? join(dirname(config.sacct_path), name) : name;
  return (await findOnPath(beside, path)) ?? findOnPath(name, path);
}

async function probeTool(sacct: Sacct, name: ProbedTool['name'], path: string | null): Promise<ProbedTool> {
  if (path === null) return { name, path, version: null, starts: false, answers: false, detail: 'not found' };
  const end = await runForText(sacct.run, {
    file: path,
    args: ['--version'],
    env: sacct.env,
    timeoutMs: VERSION_TIMEOUT_MS,
  });
  const version = /^slurm\S* (\d+\.\d+\S*)/m.exec(end.stdout)?.[1] ?? null;
  const starts = end.outcome !== 'gone';
  const answers = end.outcome === 'exited';
  return { name, path, version, starts, answers, detail: version === null ? complaint(end) : null };
}
