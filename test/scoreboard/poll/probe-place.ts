import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ProbeParts } from '../../../src/scoreboard/poll/probe-site.ts';
import { emptyFolder, handClock, quietSurroundings } from '../place.ts';

/** The folder of the fake Slurm commands that a probe asks. */
export const PROBE_BIN = fileURLToPath(new URL('../../../fixtures/bin/probe', import.meta.url));

/** When the probe looks. */
export const NOON_MS = Date.parse('2026-09-15T12:00:00Z');

/** A user alice whose Slurm answers as the shell variables say. */
export function probePlace(answers: Record<string, string> = {}, path = PROBE_BIN) {
  const home = emptyFolder();
  const lines = Object.entries(answers).map(([name, value]) => `${name}='${value}'\n`);
  writeFileSync(join(home, 'answers'), lines.join(''));
  const around = quietSurroundings(handClock(NOON_MS));
  const env = { PATH: path, HOME: home, TERM: 'vt100' };
  const parts: ProbeParts = {
    ...around,
    terminal: { ...around.terminal, env, home, nodeVersion: 'v24.0.0', nodePath: '/node' },
    process: { userName: 'alice', timeZone: 'Europe/Berlin' },
  };
  const notes = join(home, 'calls');
  return {
    home,
    env,
    parts,
    /** The questions for rows that sacct was asked. */
    questions: (): string[] =>
      existsSync(notes)
        ? readFileSync(notes, 'utf8')
            .split('\n')
            .filter((line) => line.startsWith('-a'))
        : [],
  };
}
