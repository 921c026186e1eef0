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

/** When a record is shown: from one instant on until before another; its steps may go first. */
type Shown = { readonly from: number; readonly until: number; readonly stepsUntil: number; readonly twice: boolean };

const FOR_EVER = { until: NEVER, stepsUntil: NEVER, twice: false };

/** Draws runs and puts their records into lines by UTC day of End. */
class HistoryWriter {
  readonly counts: HistoryCounts = {
    runs: 0,
    late: 0,
    veryLate: 0,
    corrected: 0,
    requeued: 0,
    twice: 0,
    vanished: 0,
  };
  readonly days = new Map<number, string[]>();
  readonly #random: () => number;
  readonly #since: number;
  readonly #until: number;

  constructor({ since, until, seed }: { since: number; until: number; seed: number }) {
    this.#random = randomOf(seed);
    this.#since = since;
    this.#until = until;
  }

  /** Ids come again, with another Submit. */
  add(number: number): void {
    const end = this.#between(this.#since, this.#until);
    const run: Run = {
      id: 1 + (number % 5000),
      user: USERS[this.#between(0, USERS.length)]!,
      submit: end - this.#between(HOUR, 3 * DAY),
      end,
      state: STATES[this.#between(0, STATES.length)]!,
      elapsed: this.#between(1, HOUR),
      cpus: this.#between(1, 64),
    };
    const twice = this.#random() < 0.03;
    if (twice) this.counts.twice++;
    const kind = this.#random();
    if (kind >= 0.9) this.#corrected(run, twice);
    else this.#once(run, end + this.#delay(kind), twice);
    if (this.#random() < 0.05) this.#requeued(run);
  }

  #delay(kind: number): number {
    if (kind < 0.6) return this.#between(0, 5 * MINUTE);
    this.counts[kind < 0.8 ? 'late' : 'veryLate']++;
    return kind < 0.8 ? this.#between(0, 3 * HOUR) : this.#between(3 * HOUR, 6 * DAY);
  }

  #once(run: Run, from: number, twice: boolean): void {
    if (this.#random() >= 0.2) {
      this.#put(run, { ...FOR_EVER, from, twice });
      return;
    }
    this.counts.vanished++;
    const until = from + this.#between(2.5 * DAY, 9 * DAY);
    this.#put(run, { from, until, stepsUntil: until - DAY / 2, twice });
  }

  #corrected(run: Run, twice: boolean): void {
    this.counts.corrected++;
    const from = run.end;
    const at = from + this.#between(2 * DAY, 4 * DAY);
    const moved = run.end + this.#between(-2 * DAY, DAY);
    // Not beyond all that ended: an end that moves there counts again (docs/how-it-counts.md).
    const end = this.#random() < 0.7 ? Math.min(moved, Math.max(run.end, this.#until - HOUR)) : run.end;
    const early = { ...run, submit: Math.min(run.submit, end - HOUR) };
    this.#put(early, { from, until: at, stepsUntil: at, twice });
    this.#put({ ...early, end, state: 'NODE_FAIL' }, { ...FOR_EVER, from: at }, false);
  }

  /** The run before, which a requeue ended; both are shown under one id. */
  #requeued(run: Run): void {
    const end = run.submit - 1;
    if (end < this.#since) return;
    this.counts.requeued++;
    this.#put({ ...run, end, submit: end - HOUR, state: 'REQUEUED' }, { ...FOR_EVER, from: end });
  }

  #put(run: Run, { from, until, stepsUntil, twice }: Shown, isNew = true): void {
    if (isNew) this.counts.runs++;
    const day = Math.floor(run.end / DAY);
    const lines = this.days.get(day) ?? [];
    this.days.set(day, lines);
    const text = `${from}|${until}|${jobRow(run)}\n${from}|${stepsUntil}|${stepRow(run)}\n`;
    lines.push(twice ? text + text : text);
  }

  #between(least: number, greatest: number): number {
    return Math.floor(least + this.#random() * (greatest - least));
  }
}

/**
 * Writes the accounting of a cluster for fixtures/bin/sacct-soak: runs that ended from one instant up to another, and
 * for each when it is shown. Records come late (by minutes, hours, up to six days), in any order, once or twice in one
 * answer, are corrected two days or more after they came (another state, another end, within what was read by then),
 * and are purged, steps first, once they were there for two and a half days.
 */
export function writeHistory(
  folder: string,
  how: { since: number; until: number; runs: number; seed: number },
): HistoryCounts {
  const writer = new HistoryWriter(how);
  for (let number = 0; number < how.runs; number++) writer.add(number);
  mkdirSync(join(folder, 'history'));
  for (const [day, lines] of writer.days) writeFileSync(join(folder, 'history', String(day)), lines.join(''));
  return writer.counts;
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
