import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { emptyFolder } from '../scoreboard/place.ts';
import { script, slurmSb } from '../slurm/clusters.ts';
import { bringUp, end, lockTables, signal } from '../slurm/daemons.ts';
import { compareWithSql, copyOf } from './counted.ts';
import { report, trials } from './trials.ts';

/** A busy month of its own, so that one slice is an answer of seconds. */
const MONTH = { MONTH: '2026-07', FIRST_ID: '5000001' };
const JOBS = 20_000;
const STOPS = trials({ small: 4, full: 40 });

const flags = ['--cluster', 'hammer', '--backfill-start', '2026-07-01', '--rate-limit', '600', '--json'];
const poll = (root: string, calls: number, env: Record<string, string> = {}) =>
  slurmSb('hammer', ['poll', ...flags, '--root', root, '--max-calls', String(calls)], env);

/** Rollups, filters and cursor, by file: what must stay as it was. */
function stateOf(root: string): Record<string, string> {
  const base = join(root, 'clusters/hammer');
  const names = readdirSync(base, { recursive: true, encoding: 'utf8' });
  const kept = names.filter((name) => /rollups\/.*\.json$|\.bloom$|poll_cursor\.json$/.test(name)).sort();
  return Object.fromEntries(kept.map((name) => [name, readFileSync(join(base, name), 'latin1')]));
}

/** The events of a root's log. */
function logOf(root: string): Record<string, unknown>[] {
  const folder = join(root, 'clusters/hammer/logs');
  const lines = readdirSync(folder).flatMap((name) => readFileSync(join(folder, name), 'utf8').trim().split('\n'));
  return lines.map((line) => JSON.parse(line));
}

/** Waits until a sacct runs; with the columns known a tick starts no other than the one that asks. */
async function sacctRuns(): Promise<void> {
  for (let tries = 0; spawnSync('pgrep', ['-x', 'sacct']).status !== 0; tries++) {
    if (tries > 1000) throw new Error('no sacct was started');
    await sleep(5);
  }
}

const doctor = (root: string) => slurmSb('hammer', ['doctor', '--root', root]);
const forgetBackOff = (root: string): void => rmSync(join(root, 'clusters/hammer/state/rate.json'));

let base: string;
let answerMs = 0;

beforeAll(async () => {
  bringUp();
  script('million.sh', [String(JOBS)], MONTH);
  base = emptyFolder();
  // A look, then slices of 1, 2 and 4 days: the next answer is one of 8 days.
  const { code, err } = await poll(base, 4);
  expect(`${code} ${err}`).toBe('0 ');
  const warm = copyOf(base);
  expect((await poll(warm, 1)).code).toBe(0);
  const slices = logOf(warm).filter(({ event }) => event === 'slice');
  answerMs = Number(slices.at(-1)!.duration_ms);
});

// Also after a test that failed with slurmdbd away.
afterEach(bringUp);

describe('slurmdbd ends in the middle of an answer', () => {
  it(`${STOPS} times at other instants: nothing of the slice is kept, and the next tick reads it once`, async () => {
    const sums = { lost: 0, doubled: 0, failed: 0 };
    for (let trial = 0; trial < STOPS; trial++) {
      const root = copyOf(base);
      const before = stateOf(root);
      const running = poll(root, 1);
      await sacctRuns();
      // The last part of a call is sacct's own, with all that slurmdbd had to say.
      await sleep((trial / STOPS) * 0.8 * answerMs);
      if (trial % 2 === 0) {
        // Stopped for a while first: an answer of which the beginning is there and the rest does not come.
        signal('slurmdbd', 'SIGSTOP');
        await sleep(300);
      }
      await end('slurmdbd');
      const { code, out, err } = await running;
      if (code !== 0) {
        sums.failed++;
        const failures = logOf(root).filter(({ event }) => event === 'call failed');
        expect(failures.map(({ failure, detail }) => `${failure}: ${detail}`)).toEqual([
          expect.stringMatching(/^away: /),
        ]);
        expect([code, out, err]).toEqual([1, '', expect.stringMatching(/^slurm-sb: [^\n]*(slurmdbd|munge)[^\n]*\n$/)]);
        expect(stateOf(root), `trial ${trial}`).toEqual(before);
        expect((await doctor(root)).out).toContain('the last poll failed at');
      }
      bringUp();
      if (trial === 0) expect(JSON.parse((await poll(root, 1)).out)).toMatchObject({ stopped: 'back-off', calls: 0 });
      if (code !== 0) forgetBackOff(root);
      const again = await poll(root, 1);
      expect(`${again.code} ${again.err}`).toBe('0 ');
      const { counted, bySql, lost, doubled } = await compareWithSql(root, 'hammer');
      expect(counted, `trial ${trial}`).toEqual(bySql);
      sums.lost += lost;
      sums.doubled += doubled;
      rmSync(root, { recursive: true });
    }
    report({
      fault: 'slurmdbd killed in an answer',
      trials: STOPS,
      lost: sums.lost,
      doubled: sums.doubled,
      note: `${sums.failed} slices dropped, the others ended before`,
    });
    expect(sums.failed).toBeGreaterThan(STOPS / 3);
  });
});

describe('a database that is slow', () => {
  it('that stands still for three seconds only takes longer', async () => {
    const root = copyOf(base);
    const running = poll(root, 1);
    await sacctRuns();
    await sleep(answerMs / 3);
    signal('mariadbd', 'SIGSTOP');
    await sleep(3000).finally(() => signal('mariadbd', 'SIGCONT'));
    const { code, err } = await running;
    expect(`${code} ${err}`).toBe('0 ');
    const { counted, bySql, lost, doubled } = await compareWithSql(root, 'hammer');
    report({ fault: 'database stopped for 3 s', trials: 1, lost, doubled });
    expect(counted).toEqual(bySql);
  });

  it('whose tables are locked longer than call_timeout_sec: the slice is halved, then read once', async () => {
    const root = copyOf(base);
    await lockTables(['hammer_job_table', 'hammer_step_table', 'hammer_assoc_table'], 7);
    const impatient = { SLURM_SB_CALL_TIMEOUT_SEC: '3' };
    const none = await poll(root, 1, impatient);
    expect([none.code, none.err]).toEqual([
      1,
      'slurm-sb: hammer: the one call of sacct failed; a shorter time is asked for next, and the log says why\n',
    ]);
    expect((await doctor(root)).out).toContain('the one call of sacct failed');
    const some = await poll(root, 4, impatient);
    expect(JSON.parse(some.out)).toMatchObject({ failed_calls: expect.any(Number), stopped: 'max-calls' });
    const { counted, bySql, jobs, lost, doubled } = await compareWithSql(root, 'hammer');
    const halved = 1 + JSON.parse(some.out).failed_calls;
    report({
      fault: 'tables locked beyond the time limit',
      trials: 1,
      lost,
      doubled,
      note: `${halved} calls given up`,
    });
    expect(jobs).toBeGreaterThan(JOBS / 31);
    expect(counted).toEqual(bySql);
  });

  it('whose answers always take too long, down to the shortest slice: an error that says what to set', async () => {
    const root = copyOf(base);
    await lockTables(['hammer_job_table', 'hammer_step_table', 'hammer_assoc_table'], 8);
    const shortest = { SLURM_SB_CALL_TIMEOUT_SEC: '1', SLURM_SB_MIN_SLICE_SEC: '86400' };
    const { code, err } = await poll(root, 8, shortest);
    expect([code, err]).toEqual([
      1,
      'slurm-sb: sacct: no answer within the time limit; raise call_timeout_sec or lower min_slice_sec if the ' +
        'database is only slow; if slurmdbd hangs, have it restarted\n',
    ]);
    forgetBackOff(root);
    await sleep(4000);
    expect((await poll(root, 1)).code).toBe(0);
    expect((await compareWithSql(root, 'hammer')).counted).toEqual((await compareWithSql(root, 'hammer')).bySql);
  });
});
