import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Counts } from './counts.ts';

const ROOT = join(import.meta.dirname, '../..');

/** A command of the check; a vitest run shows its output as it comes and counts its tests itself. */
export type Step = {
  readonly name: string;
  readonly title: string;
  readonly command: readonly string[];
  readonly isTests?: boolean;
};

/** How a step ended. */
export type StepResult = {
  readonly step: Step;
  readonly ok: boolean;
  readonly seconds: number;
  /** What it printed, when it failed and has not been seen yet. */
  readonly output: string;
  readonly counts: Counts;
};

/** Runs a step to its end. A program that cannot be started is a failure. */
export async function runStep(step: Step): Promise<StepResult> {
  const folder = mkdtempSync(join(tmpdir(), 'slurm-sb-check-'));
  const countsFile = join(folder, 'counts.json');
  const startedMs = performance.now();
  try {
    const { exitCode, printed } = await run(step, countsFile);
    const ok = exitCode === 0;
    const seconds = (performance.now() - startedMs) / 1000;
    return { step, ok, seconds, output: ok ? '' : printed, counts: countsOf(step, ok, countsFile) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function run(step: Step, countsFile: string): Promise<{ exitCode: number; printed: string }> {
  const [program, ...args] = step.command;
  const child = spawn(program!, args, {
    cwd: ROOT,
    env: {
      ...process.env,
      PATH: [join(ROOT, 'node_modules/.bin'), process.env.PATH].join(delimiter),
      SLURM_SB_COUNTS_FILE: countsFile,
      SLURM_SB_TRUST_FILE: `${countsFile}.trust`,
    },
    stdio: ['ignore', step.isTests ? 'inherit' : 'pipe', step.isTests ? 'inherit' : 'pipe'],
  });
  const ended = new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
  const read = (stream: NodeJS.ReadableStream | null): Promise<string> | string =>
    stream === null ? '' : text(stream);
  const printed = Promise.all([read(child.stdout), read(child.stderr)]);
  try {
    return { exitCode: await ended, printed: (await printed).join('') };
  } catch (error) {
    return { exitCode: 1, printed: `${String(error)}\n` };
  }
}

/** A failure that no test shows still counts as one. */
function countsOf(step: Step, ok: boolean, countsFile: string): Counts {
  const counts = step.isTests ? readCounts(countsFile) : { passed: ok ? 1 : 0, failed: 0, skipped: 0 };
  return ok || counts.failed > 0 ? counts : { ...counts, failed: 1 };
}

function readCounts(path: string): Counts {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Counts;
  } catch {
    // vitest came to no end.
    return { passed: 0, failed: 0, skipped: 0 };
  }
}
