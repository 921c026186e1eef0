import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Discovery } from '../../../src/scoreboard/discovery/discovery-file.ts';
import { openPoll, type TickBounds, type TickOutcome } from '../../../src/scoreboard/poll/open-poll.ts';
import { type ClusterLayout, clusterLayout } from '../../../src/scoreboard/rollups/root-layout.ts';
import { emptyFolder, handClock, quietSurroundings, rootWith } from '../place.ts';

/** The fake programs of a site whose truth lies in $HOME; see their heads. */
export const PROGRAMS = join(import.meta.dirname, '../../../fixtures/site');
/** Where the time of a site stands in the beginning. */
export const NOON = '2026-09-10T12:00:00Z';

/** Epoch seconds of an ISO instant. */
export const at = (iso: string): number => Date.parse(iso) / 1000;

/** An ended job of 60 s on 2 CPUs, and its step. */
export function job(id: number, user: string, end: number): string {
  const begin = end - 60;
  return (
    `${id}|${user}|COMPLETED|60|2|1|100M|||cpu=2,mem=100M,node=1|${begin}|${begin}|${end}|${begin}|chem|cpu|normal|10|00:01:00|\n` +
    `${id}.batch||COMPLETED|60|2|1||5M|5M|cpu=2,mem=100M,node=1|${begin}|${begin}|${end}|||||||\n`
  );
}

/** What is true at a site: its jobs, and what its programs know and show. */
export type Truth = {
  readonly rows?: string;
  /** Users that `sacct -a` does not show. */
  readonly hidden?: readonly string[];
  /** Users of associations. */
  readonly assocs?: readonly string[];
  /** Users that the host knows. */
  readonly accounts?: readonly string[];
  /** Home folders. */
  readonly homes?: readonly string[];
};

/** A site with a root of its own, polled under a clock that is turned by hand. */
export type Site = {
  readonly home: string;
  readonly root: string;
  readonly layout: ClusterLayout;
  readonly clock: ReturnType<typeof handClock>;
  readonly put: (truth: Truth) => void;
  /** Writes one of the files that the fake programs read. */
  readonly tell: (file: 'widest' | 'away' | 'delay' | 'leaks', text: string) => void;
  readonly tick: (bounds?: Partial<TickBounds>) => Promise<Extract<TickOutcome, { held: null }>>;
  /** Arguments of the calls of sacct for users, and of all calls. */
  readonly userCalls: () => string[];
  readonly calls: () => string[];
  readonly sacctmgrCalls: () => number;
  readonly discovery: () => Discovery;
  /** Jobs by user in all month files. */
  readonly jobs: () => Record<string, number>;
};

/** Makes a site; `keys` are settings as text. */
export async function makeSite(truth: Truth, keys: Record<string, string> = {}, path = PROGRAMS): Promise<Site> {
  const home = emptyFolder();
  const homes = join(home, 'homes');
  mkdirSync(homes);
  const made = await rootWith({
    cluster: 'hammer',
    sacct_path: join(PROGRAMS, 'sacct'),
    scontrol_path: join(PROGRAMS, 'scontrol'),
    backfill_start: '2026-07-01',
    rate_limit_per_min: '600',
    discovery: 'true',
    home_folder: homes,
    home_min_uid: '0',
    ...keys,
  });
  const clock = handClock(Date.parse(NOON));
  const layout = clusterLayout(made.root, 'hammer');
  const lines = (file: string): string[] =>
    existsSync(join(home, file)) ? readFileSync(join(home, file), 'utf8').trim().split('\n') : [];
  const site: Site = {
    home,
    root: made.root,
    layout,
    clock,
    put: ({ rows, homes: folders = [], ...lists }) => {
      if (rows !== undefined) writeFileSync(join(home, 'rows.psv'), rows);
      for (const name of folders) mkdirSync(join(homes, name), { recursive: true });
      for (const [file, names] of Object.entries(lists)) writeFileSync(join(home, file), `${names.join('\n')}\n`);
    },
    tell: (file, text) => writeFileSync(join(home, file), text),
    tick: async (bounds = {}) => {
      const around = quietSurroundings(clock);
      const env = { PATH: [path, process.env.PATH].join(delimiter), HOME: home };
      const poll = await openPoll({ ...around, terminal: { ...around.terminal, env } }, made.config);
      const all = { once: false, patient: false, maxMinutes: 600, pauseMs: 0, ...bounds };
      const outcome = await poll.tick(all, () => undefined);
      if (outcome.held !== null) throw outcome.held;
      return outcome;
    },
    userCalls: () => lines('calls').filter((line) => line.startsWith('-u ')),
    calls: () => lines('calls'),
    sacctmgrCalls: () => lines('asked').filter((line) => line.includes('show assoc')).length,
    discovery: () => JSON.parse(readFileSync(layout.discovery, 'utf8')) as Discovery,
    jobs: () => jobsBelow(layout),
  };
  site.put({ rows: '', hidden: [], assocs: [], accounts: [], ...truth });
  return site;
}

/** Jobs by user in the month files, read by hand: user, account and jobs are the first three of a row. */
export function jobsBelow(layout: ClusterLayout): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const line of monthLines(layout)) {
    const [user, , count] = JSON.parse(line) as [string, string, number];
    sums[user] = (sums[user] ?? 0) + count;
  }
  return sums;
}

/** The rows of all month files as they stand there. */
export function monthLines(layout: ClusterLayout): string[] {
  const months = existsSync(layout.monthlyFolder) ? ['2026-07', '2026-08', '2026-09'] : [];
  const texts = months
    .map((month) => join(layout.monthlyFolder, `${month}.json`))
    .filter((file) => existsSync(file))
    .map((file) => readFileSync(file, 'utf8'));
  return texts.flatMap((text) =>
    [...text.matchAll(/^(\[".*\])[,\]]/gm)].map((match) => match[1]!.replace(/\]\]$/, ']')),
  );
}
