import { spawn } from 'node:child_process';
import { readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { dayStart, type Month } from '../../src/domain/calendar.ts';
import { type Counters, namedCounters } from '../../src/domain/counters.ts';
import { KnownError } from '../../src/platform/known-error.ts';
import { openPoll } from '../../src/scoreboard/poll/open-poll.ts';
import { rollupReader } from '../../src/scoreboard/rollups/rollup-reader.ts';
import { clusterLayout } from '../../src/scoreboard/rollups/root-layout.ts';
import { splitKey } from '../../src/scoreboard/rollups/totals.ts';
import { emptyFolder, handClock, quietSurroundings, rootWith } from '../scoreboard/place.ts';
import { randomOf, truthOf, writeHistory } from './soak-history.ts';
import { compareJobs, report, trials } from './trials.ts';

const HOUSE = join(import.meta.dirname, '../..');
const SEED = Number(process.env.SLURM_SB_SOAK_SEED ?? 4);
const TICKS = Number(process.env.SLURM_SB_SOAK_TICKS ?? trials({ small: 40, full: 2000 }));
const TICK_SECONDS = 600;
const RUNS_PER_TICK = 8;
/** A month ends soon after the beginning, so that records are corrected over its border. */
const BORDER = Date.parse('2026-10-01T00:00:00Z') / 1000;
const BEGAN = BORDER - Math.floor(TICKS / 20) * TICK_SECONDS;
const FAULTS = ['half', 'dies', 'error', 'noise', 'wide', 'hangs'];
const SETTINGS = {
  cluster: 'hammer',
  sacct_path: join(HOUSE, 'fixtures/bin/sacct-soak'),
  scontrol_path: join(HOUSE, 'fixtures/bin/scontrol-hammer'),
  backfill_start: new Date((BEGAN - 3 * 86_400) * 1000).toISOString().slice(0, 10),
  rate_limit_per_min: '600',
  call_timeout_sec: '3',
  lock_stale_sec: '60',
};

const random = randomOf(SEED);
const home = emptyFolder();
const env = { PATH: process.env.PATH ?? '', HOME: home };
const clock = handClock(BEGAN * 1000);
const seen = { killed: 0, together: 0, dropped: 0, backOffs: 0, unnamed: 0 };

/** Turns the clock of accounting and of ticks in this process, and says what goes wrong at it. */
function setTime(seconds: number, fault: string): void {
  clock.set(seconds * 1000);
  writeFileSync(join(home, 'now'), String(seconds));
  writeFileSync(join(home, 'fault'), fault);
}

/** A tick in this process. */
async function tickHere(poll: Awaited<ReturnType<typeof openPoll>>): Promise<void> {
  try {
    const outcome = await unheldTick(poll);
    if (outcome.report.stopped === 'back-off') seen.backOffs++;
    expect(outcome.findings).toEqual([]);
  } catch (error) {
    if (!(error instanceof KnownError) || error.exitCode !== 1) throw error;
    seen.dropped++;
  }
}

/**
 * A tick under the lock. Who is killed in the instant of taking it leaves it without a name until it is stale
 * (docs/doctor.md); whoever is named has ended and is taken over at once.
 */
async function unheldTick(poll: Awaited<ReturnType<typeof openPoll>>) {
  for (let left = 2 * Number(SETTINGS.lock_stale_sec); ; left--) {
    const outcome = await poll.tick({ once: false, patient: false, maxMinutes: 600, pauseMs: 0 }, () => undefined);
    if (outcome.held === null) return outcome;
    if (left === 0 || !outcome.held.message.includes('another holder')) throw outcome.held;
    seen.unnamed++;
    await sleep(1000);
  }
}

/** A tick of the built program under the same clock; killed after some time, unless null. Its exit code and stderr. */
function tickApart(
  root: string,
  atSeconds: number,
  killAfterMs: number | null,
): Promise<{ code: number; err: string }> {
  const settings = Object.entries({ ...SETTINGS, root }).map(([key, text]) => [`SLURM_SB_${key.toUpperCase()}`, text]);
  const child = spawn(join(HOUSE, 'bin/slurm-sb'), ['poll'], {
    env: {
      ...env,
      ...Object.fromEntries(settings),
      NODE_OPTIONS: `--import=${join(import.meta.dirname, 'shift-clock.ts')}`,
      CLOCK_SHIFT_MS: String(atSeconds * 1000 - Date.now()),
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let err = '';
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString();
  });
  const timer = killAfterMs === null ? null : setTimeout(() => child.kill('SIGKILL'), killAfterMs);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (timer !== null) clearTimeout(timer);
      if (signal === 'SIGKILL') seen.killed++;
      resolve({ code: signal === 'SIGKILL' ? 0 : (code ?? -1), err });
    });
  });
}

/** Two ticks of the built program at once, of which one may be killed. */
async function twoApart(root: string, atSeconds: number, apartMs: number): Promise<void> {
  seen.together++;
  const [delayMs, killAfterMs] = [random() * 200, random() < 0.3 ? random() * apartMs : null];
  const second = sleep(delayMs).then(() => tickApart(root, atSeconds, killAfterMs));
  const ends = await Promise.all([tickApart(root, atSeconds, null), second]);
  for (const end of ends) expect([0, 1, 3], end.err).toContain(end.code);
}

/** What a root holds, by user and UTC day, in the words of truthOf. */
async function counted(root: string): Promise<Record<string, string>> {
  const reader = rollupReader(clusterLayout(root, 'hammer'));
  const groups: Record<string, Counters> = {};
  for (const month of await reader.months()) {
    const read = await reader.daily(month as Month);
    if (!read.ok) throw new Error(read.detail);
    for (const [day, totals] of read.value) {
      for (const [key, row] of totals) groups[`${splitKey(key).user} ${dayStart(day) / 86_400}`] = namedCounters(row);
    }
  }
  const text = ({ jobs, cpu_seconds, failed_jobs }: Counters) => `${jobs} ${cpu_seconds} ${failed_jobs}`;
  return Object.fromEntries(Object.entries(groups).map(([group, counters]) => [group, text(counters)]));
}

/** Files below a root and their bytes; the log, which has a line for each step, apart. */
function diskOf(root: string): { files: number; kb: number; logKb: number; left: string[] } {
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => statSync(join(root, name)).isFile());
  const kb = (some: string[]): number => some.reduce((sum, name) => sum + statSync(join(root, name)).size, 0) / 1000;
  return {
    files: files.length,
    kb: Math.round(kb(files.filter((name) => !name.includes('/logs/')))),
    logKb: Math.round(kb(files.filter((name) => name.includes('/logs/')))),
    left: files.filter((name) => /staged|commit\.\d|\.bad$|\/lock/.test(name)),
  };
}

/** This process's heap after a collection, in MB. */
function heapMb(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return Math.round(process.memoryUsage().heapUsed / 1e5) / 10;
}

describe('a soak', () => {
  it(`${TICKS} ticks with late, corrected, repeated and purged records, faults of sacct and kills: every run once`, async () => {
    const until = BEGAN + TICKS * TICK_SECONDS;
    const history = writeHistory(home, { since: BEGAN - 86_400, until, runs: TICKS * RUNS_PER_TICK, seed: SEED });
    const { root, config } = await rootWith(SETTINGS);
    const around = quietSurroundings(clock, { random });
    const poll = await openPoll(
      { ...around, terminal: { ...around.terminal, env, host: hostname(), pid: process.pid } },
      config,
    );
    setTime(BEGAN, '');
    const began = Date.now();
    expect(await tickApart(root, BEGAN, null)).toEqual({ code: 0, err: '' });
    const apartMs = Date.now() - began;
    const marks = new Map<number, ReturnType<typeof diskOf> & { heap: number }>();
    for (let tick = 1; tick <= TICKS; tick++) {
      const at = BEGAN + tick * TICK_SECONDS;
      const mark = [0.1, 0.5, 1].find((part) => Math.round(part * TICKS) === tick);
      const kind = random();
      const fault = mark === undefined && random() < 0.15 ? FAULTS[Math.floor(random() * FAULTS.length)]! : '';
      setTime(at, fault);
      if (mark !== undefined || kind > 0.2) await tickHere(poll);
      // The first tick had days to read: later ones take less.
      else if (kind > 0.05) await tickApart(root, at, random() * 0.6 * apartMs);
      else await twoApart(root, at, apartMs);
      if (mark !== undefined) marks.set(mark, { ...diskOf(root), heap: heapMb() });
    }
    // A day at a time until the last late record was looked for.
    for (let day = 1; day <= 9; day++) {
      setTime(until + day * 86_400, '');
      await tickHere(poll);
    }
    const [found, truth] = [await counted(root), truthOf(home)];
    const jobs = (all: Record<string, string>) =>
      Object.fromEntries(Object.entries(all).map(([group, numbers]) => [group, Number(numbers.split(' ')[0])]));
    const { lost, doubled } = compareJobs(jobs(found), jobs(truth));
    const [tenth, half, whole] = [marks.get(0.1)!, marks.get(0.5)!, marks.get(1)!];
    const at = (what: (mark: typeof whole) => number): string => [tenth, half, whole].map(what).join(', ');
    process.stdout.write(
      `soak: seed ${SEED}, ${TICKS} ticks; ${Object.entries(history)
        .map(([name, count]) => `${count} ${name}`)
        .join(', ')}; ` +
        `${seen.killed} killed, ${seen.together} two at once, ${seen.dropped} failed, ${seen.backOffs} backing off, ${seen.unnamed} s of a lock without a name\n` +
        `at 10 %, 50 %, 100 %: ${at(({ files }) => files)} files, ${at(({ kb }) => kb)} kB, log ${at(({ logKb }) => logKb)} kB, ` +
        `heap ${at(({ heap }) => heap)} MB\n`,
    );
    report({
      fault: 'soak',
      trials: TICKS,
      lost,
      doubled,
      note: `${history.runs} runs, ${seen.killed} kills; kB ${at(({ kb }) => kb)}, heap MB ${at(({ heap }) => heap)}`,
    });
    expect(found, `seed ${SEED}`).toEqual(truth);
    expect([tenth.left, half.left, whole.left]).toEqual([[], [], []]);
    // A user may be seen for the first time.
    expect(whole.files).toBeLessThanOrEqual(half.files + 2);
    expect(whole.heap).toBeLessThan(half.heap + 10);
    // Days and users are added, filters and boards are not.
    expect(whole.kb).toBeLessThan(half.kb * 1.5);
    expect(seen.killed).toBeGreaterThan(TICKS / 40);
    rmSync(root, { recursive: true });
    rmSync(home, { recursive: true });
  });
});
