import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { emptyFolder } from '../scoreboard/place.ts';
import { confOf, script, slurmSb } from '../slurm/clusters.ts';

const KILLS = 50;
const LAUNCHER = join(import.meta.dirname, '../../bin/slurm-sb');
const CLUSTER = 'hammer';
/** Jobs of a quiet October, in slices so small that a poll is many commits. */
const SMALL = { SLURM_SB_TARGET_ROWS_PER_CALL: '2500' };
const OCTOBER = { MONTH: '2026-10', FIRST_ID: '3000001' };
const flags = ['--cluster', CLUSTER, '--rate-limit', '600', '--backfill-start', '2026-10-03'];

/** The rollups without what says when they were written. */
function totals(root: string): Record<string, string> {
  const folder = join(root, 'clusters', CLUSTER, 'agg/rollups');
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));
  return Object.fromEntries(
    names.sort().map((name) => {
      const text = readFileSync(join(folder, name), 'utf8');
      return [name, text.replace(/"asof":"[^"]*"/, '').replace(/"checksum":"[^"]*"/, '')];
    }),
  );
}

const poll = (root: string) => slurmSb(CLUSTER, ['poll', ...flags, '--root', root], SMALL);

/** Starts a poll and kills it with -9 after some time; true when it was still at work. */
function killedPoll(root: string, afterMs: number): Promise<boolean> {
  const child = spawn(LAUNCHER, ['poll', ...flags, '--root', root], {
    env: { PATH: process.env.PATH, HOME: '/nonexistent', SLURM_CONF: confOf(CLUSTER), ...SMALL },
    stdio: 'ignore',
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), afterMs);
  return new Promise((resolve) => {
    child.on('close', (_code, signal) => {
      clearTimeout(timer);
      resolve(signal === 'SIGKILL');
    });
  });
}

describe('T2, T5: killed with -9 at random instants', () => {
  let undisturbed: Record<string, string> = {};
  let durationMs = 0;

  beforeAll(async () => {
    script('million.sh', ['6000'], OCTOBER);
    const root = emptyFolder();
    const began = Date.now();
    const { code, err } = await poll(root);
    durationMs = Date.now() - began;
    expect(`${code} ${err}`).toBe('0 ');
    undisturbed = totals(root);
  });

  it(`${KILLS} kills, then a poll: the same totals as an undisturbed run, no lock, no leftovers`, async () => {
    let killed = 0;
    let committedBefore = 0;
    for (let trial = 0; trial < KILLS; trial++) {
      const root = emptyFolder();
      // Start-up takes a while in which nothing can go wrong: the instants are spread over the work itself.
      const instant = 250 + ((trial + Math.random()) / KILLS) * (durationMs - 250);
      if (await killedPoll(root, instant)) killed++;
      if (existsSync(join(root, 'clusters', CLUSTER, 'agg/rollups/monthly'))) committedBefore++;
      const { code, err } = await poll(root);
      expect(`${code} ${err}`, `trial ${trial} at ${instant} ms`).toBe('0 ');
      expect(totals(root), `trial ${trial} at ${instant} ms`).toEqual(undisturbed);
      const left = readdirSync(join(root, 'clusters'), { recursive: true, encoding: 'utf8' });
      expect(left.filter((name) => /staged|commit\.|\/lock/.test(name))).toEqual([]);
      rmSync(root, { recursive: true });
    }
    process.stdout.write(
      `kill -9: ${KILLS} trials, ${killed} killed at work, ${committedBefore} after a commit, 0 differ\n`,
    );
    expect(killed).toBeGreaterThan(KILLS / 2);
    expect(committedBefore).toBeGreaterThan(KILLS / 4);
  }, 900_000);
});
