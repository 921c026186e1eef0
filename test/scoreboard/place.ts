import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../../src/platform/clock.ts';
import { readConfigText } from '../../src/platform/config/read-config-text.ts';
import { runRealProcess } from '../../src/platform/run-process.ts';
import { loadScoreboardConfig } from '../../src/scoreboard/config/load-scoreboard-config.ts';
import type { ScoreboardConfig } from '../../src/scoreboard/config/scoreboard-keys.ts';
import type { Surroundings } from '../../src/scoreboard/poll/tick-surroundings.ts';

/** A clock that stands still but for what is slept. */
export function handClock(startMs: number): Clock & { set: (ms: number) => void; slept: number[] } {
  let now = startMs;
  const slept: number[] = [];
  return {
    nowMs: () => now,
    sleep: async (ms, signal) => {
      signal?.throwIfAborted();
      slept.push(ms);
      now += ms;
    },
    set: (ms) => {
      now = ms;
    },
    slept,
  };
}

/** An empty folder of its own. */
export function emptyFolder(): string {
  return mkdtempSync(join(tmpdir(), 'slurm-sb-test-'));
}

/** How a program reads boards where people are shown by their names. */
export const NAMES_SHOWN = { asking: { run: runRealProcess, env: process.env }, pseudonyms: false };

/** An empty root, and a configuration that names it; `keys` are settings as text. This host's homes are left alone. */
export async function rootWith(
  keys: Readonly<Record<string, string>> = {},
): Promise<{ root: string; config: ScoreboardConfig }> {
  const root = join(emptyFolder(), 'root');
  mkdirSync(root);
  const flags = Object.entries({ root, discovery: 'false', ...keys }).map(([key, text]) => ({ key, name: key, text }));
  const sources = { env: {}, home: join(root, '..'), flags, configFile: null, readText: readConfigText };
  return { root, config: (await loadScoreboardConfig(sources)).values };
}

/** Surroundings without a terminal; what is printed is kept in `printed`. */
export function quietSurroundings(
  clock: Clock,
  more: Partial<Surroundings> = {},
): Surroundings & { printed: string[] } {
  const printed: string[] = [];
  const print = (text: string): void => void printed.push(text);
  return {
    terminal: {
      out: print,
      err: print,
      outIsTty: false,
      errIsTty: false,
      columns: 80,
      env: { PATH: process.env.PATH },
      home: '/nowhere',
      host: 'host-a',
      pid: process.pid,
      nodeVersion: 'v24.0.0',
      nodePath: '/node',
    },
    clock,
    random: () => 0.5,
    run: runRealProcess,
    version: '0.0.0-test',
    currentUser: () => 'keeper',
    signal: new AbortController().signal,
    ...more,
    printed,
  };
}
