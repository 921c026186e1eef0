import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Month } from '../../../src/domain/calendar.ts';
import { namedCounters } from '../../../src/domain/counters.ts';
import type { ScoreboardConfig } from '../../../src/scoreboard/config/scoreboard-keys.ts';
import { openPoll, type Poll, type TickBounds, type TickOutcome } from '../../../src/scoreboard/poll/open-poll.ts';
import type { Surroundings } from '../../../src/scoreboard/poll/tick-surroundings.ts';
import { rollupReader } from '../../../src/scoreboard/rollups/rollup-reader.ts';
import { clusterLayout } from '../../../src/scoreboard/rollups/root-layout.ts';
import { emptyFolder, handClock, quietSurroundings, rootWith } from '../place.ts';

/** One of the small real programs of fixtures/bin. */
export const fake = (name: string): string => fileURLToPath(new URL(`../../../fixtures/bin/${name}`, import.meta.url));

/** Epoch seconds of an ISO instant. */
export const at = (iso: string): number => Date.parse(iso) / 1000;

export const ONE_TICK: TickBounds = { once: false, patient: false, maxMinutes: 600, pauseMs: 0 };

/** An ended job of 60 s on 2 CPUs; a step of it follows. */
export const job = (id: string, end: string, submit = at(end) - 100): string =>
  `${id}|alice|COMPLETED|60|2|1|100M|||cpu=2,mem=100M,node=1|${submit}|${at(end) - 60}|${at(end)}|${submit}|chem|cpu|normal|10|00:01:00|\n` +
  `${id}.batch||COMPLETED|60|2|1||5M|5M|cpu=2,mem=100M,node=1|${at(end) - 60}|${at(end) - 60}|${at(end)}|||||||\n`;

/** A poll of hammer by hand's clock whose sacct answers from a file of rows. */
export class ReplayPlace {
  readonly home = emptyFolder();
  readonly clock: ReturnType<typeof handClock>;

  constructor(now: string) {
    this.clock = handClock(Date.parse(now));
    this.rows('');
  }

  /** What accounting knows from now on. */
  rows(text: string): void {
    writeFileSync(join(this.home, 'rows.psv'), text);
  }

  async poll(keys: Record<string, string> = {}, root?: string): Promise<Poll & { root: string }> {
    const made = await this.around(keys, root);
    return { ...(await openPoll(made.around, made.config)), root: made.root };
  }

  /** The settings and surroundings of such a poll. */
  async around(
    keys: Record<string, string> = {},
    root?: string,
  ): Promise<{ root: string; config: ScoreboardConfig; around: Surroundings }> {
    const made = await rootWith({
      cluster: 'hammer',
      sacct_path: fake('sacct-replay'),
      scontrol_path: fake('scontrol-hammer'),
      backfill_start: '2026-09-01',
      ...keys,
      ...(root === undefined ? {} : { root }),
    });
    const around = quietSurroundings(this.clock);
    const terminal = { ...around.terminal, env: { PATH: process.env.PATH, HOME: this.home } };
    return { root: root ?? made.root, config: made.config, around: { ...around, terminal } };
  }

  /** The intervals that sacct was asked for, in epoch seconds. */
  calls(): [number, number][] {
    return readFileSync(join(this.home, 'calls'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => /-S uts(\d+) -E uts(\d+)/.exec(line)!)
      .map((match) => [Number(match[1]), Number(match[2])]);
  }
}

/** Does a tick; throws who held the lock in its place. */
export async function tick(
  poll: Poll,
  bounds: Partial<TickBounds> = {},
): Promise<Extract<TickOutcome, { held: null }>> {
  const outcome = await poll.tick({ ...ONE_TICK, ...bounds }, () => undefined);
  if (outcome.held !== null) throw outcome.held;
  return outcome;
}

/** Jobs of hammer in a month's file; 0 when it cannot be read. */
export async function jobsOf(root: string, month = '2026-09'): Promise<number> {
  const read = await rollupReader(clusterLayout(root, 'hammer')).monthly(month as Month);
  if (!read.ok) return 0;
  return [...read.value.values()].reduce((sum, row) => sum + namedCounters(row).jobs, 0);
}
