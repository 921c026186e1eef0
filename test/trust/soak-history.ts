import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A random stream of a seed, from 0 up to 1 (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), 61 | bits);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What kinds of jobs a history holds. */
export type HistoryCounts = {
  runs: number;
  late: number;
  veryLate: number;
  corrected: number;
  requeued: number;
  twice: number;
  vanished: number;
};

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;
const NEVER = 9_999_999_999;
const USERS = ['alice', 'bob', 'carol', 'dave', 'erin', 'frank', 'grace', 'heidi', 'ivan', 'judy', 'kim', 'leo'];
const STATES = ['COMPLETED', 'COMPLETED', 'COMPLETED', 'FAILED', 'TIMEOUT', 'CANCELLED by 1001'];

type Run = {
  readonly id: number;
  readonly user: string;
  readonly submit: number;
  readonly end: number;
  readonly state: string;
  readonly elapsed: number;
  readonly cpus: number;
};

/**
 * Writes the accounting of a cluster for fixtures/bin/sacct-soak: runs that ended from one instant up to another, and
 * for each when it is shown. Records come late (by minutes, hours, up to six days), in any order, once or twice in one
 * answer, are corrected two days or more after they came (another state, another end, within what was read by then),
 * and are purged, steps first, once they were there for two and a half days.
 */
export function writeHistory(
  folder: string,
  { since, until, runs, seed }: { since: number; until: number; runs: number; seed: number },
): HistoryCounts {
  const random = randomOf(seed);
  const between = (least: number, greatest: number): number => Math.floor(least + random() * (greatest - least));
  const counts = { runs: 0, late: 0, veryLate: 0, corrected: 0, requeued: 0, twice: 0, vanished: 0 };
  const days = new Map<number, string[]>();
  const put = (run: Run, times: { from: number; until: number; stepsUntil: number; twice: boolean }): void => {
    const day = Math.floor(run.end / DAY);
    const lines = days.get(day) ?? [];
    days.set(day, lines);
    for (let copies = times.twice ? 2 : 1; copies > 0; copies--) {
      lines.push(`${times.from}|${times.until}|${jobRow(run)}\n${times.from}|${times.stepsUntil}|${stepRow(run)}\n`);
    }
  };
  for (let number = 0; number < runs; number++) {
    const kind = random();
    const end = between(since, until);
    // Ids come again, with another Submit.
    const run: Run = {
      id: 1 + (number % 5000),
      user: USERS[between(0, USERS.length)]!,
      submit: end - between(HOUR, 3 * DAY),
      end,
      state: STATES[between(0, STATES.length)]!,
      elapsed: between(1, HOUR),
      cpus: between(1, 64),
    };
    const delay = kind < 0.6 ? between(0, 5 * MINUTE) : kind < 0.8 ? between(0, 3 * HOUR) : 0;
    const isVeryLate = kind >= 0.8 && kind < 0.9;
    const from = end + (isVeryLate ? between(3 * HOUR, 6 * DAY) : delay);
    const isCorrected = kind >= 0.9;
    const purgedAt = !isCorrected && random() < 0.2 ? from + between(2.5 * DAY, 9 * DAY) : NEVER;
    const stepsUntil = purgedAt === NEVER ? NEVER : purgedAt - DAY / 2;
    const twice = random() < 0.03;
    counts.runs++;
    if (kind >= 0.6 && kind < 0.8) counts.late++;
    if (isVeryLate) counts.veryLate++;
    if (twice) counts.twice++;
    if (purgedAt !== NEVER) counts.vanished++;
    if (!isCorrected) {
      put(run, { from, until: purgedAt, stepsUntil, twice });
    } else {
      counts.corrected++;
      const at = from + between(2 * DAY, 4 * DAY);
      // Not beyond all that ended: an end that moves there counts again (docs/how-it-counts.md).
      const movedEnd = random() < 0.7 ? Math.min(end + between(-2 * DAY, DAY), Math.max(end, until - HOUR)) : end;
      const early = { ...run, submit: Math.min(run.submit, movedEnd - HOUR) };
      put(early, { from, until: at, stepsUntil: at, twice });
      put({ ...early, end: movedEnd, state: 'NODE_FAIL' }, { from: at, until: NEVER, stepsUntil: NEVER, twice: false });
    }
    if (random() < 0.05) {
      // The run before, which a requeue ended; both are shown under one id.
      counts.requeued++;
      counts.runs++;
      const first = { ...run, end: run.submit - 1, submit: run.submit - HOUR, state: 'REQUEUED' };
      if (first.end >= since) put(first, { from: first.end, until: NEVER, stepsUntil: NEVER, twice: false });
      else counts.runs--;
    }
  }
  mkdirSync(join(folder, 'history'));
  for (const [day, lines] of days) writeFileSync(join(folder, 'history', String(day)), lines.join(''));
  return counts;
}

function jobRow({ id, user, submit, end, state, elapsed, cpus }: Run): string {
  const tres = `cpu=${cpus},mem=100M,node=1`;
  const start = end - elapsed;
  return `${id}|${user}|${state}|${elapsed}|${cpus}|1|100M|||${tres}|${submit}|${start}|${end}|${submit}|chem|cpu|normal|10|00:01:00|`;
}

function stepRow({ id, state, end, elapsed, cpus }: Run): string {
  const tres = `cpu=${cpus},mem=100M,node=1`;
  const start = end - elapsed;
  return `${id}.batch||${state}|${elapsed}|${cpus}|1||5M|5M|${tres}|${start}|${start}|${end}|||||||`;
}

/**
 * The truth by awk over the same files: each run once, as it was shown first, by user and UTC day (days since 1970):
 * `alice 20721` -> jobs, CPU seconds, failed jobs. COMPLETED, CANCELLED and REQUEUED are not failures.
 */
export function truthOf(folder: string): Record<string, string> {
  const program = `
    $3 ~ /\\./ { next }
    { key = $3 "|" $13; if (!(key in from) || $1 < from[key]) { from[key] = $1; row[key] = $0 } }
    END {
      for (key in row) {
        split(row[key], cell, "|")
        group = cell[4] " " int(cell[15] / 86400)
        jobs[group]++
        cpu[group] += cell[6] * cell[7]
        failed[group] += cell[5] ~ /^(FAILED|TIMEOUT|NODE_FAIL)/
      }
      for (group in jobs) printf "%s\\t%d %d %d\\n", group, jobs[group], cpu[group], failed[group]
    }`;
  const text = execFileSync('/bin/sh', ['-c', 'cat history/* | awk -F"|" "$1"', 'sh', program], {
    cwd: folder,
    encoding: 'utf8',
  });
  return Object.fromEntries(
    text
      .trim()
      .split('\n')
      .map((line) => line.split('\t') as [string, string]),
  );
}
