import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { WINDOWS, type Window } from '../../../src/domain/windows.ts';
import { boardRowText, encodeBoard } from '../../../src/scoreboard/leaderboards/encode-board.ts';
import { boardFile, clusterLayout, mergedBoards } from '../../../src/scoreboard/rollups/root-layout.ts';
import { emptyFolder } from '../place.ts';

/** The people of the boards, first to last. */
const PEOPLE = [
  ...['acacia', 'alder', 'ash', 'aspen', 'balsa', 'beech', 'birch', 'cedar', 'elm', 'fir'],
  ...['larch', 'maple', 'oak', 'pine', 'poplar', 'spruce', 'teak', 'walnut', 'yew', 'zelkova'],
];

const ACCOUNTS = ['forest', 'orchard', 'meadow'];

/** How much more is on the boards of longer windows. */
const TIMES: Record<Window, number> = { '30d': 1, '365d': 5, alltime: 10 };

/** Which board differs from the others, and how. */
export type BoardChange = {
  /** Hundreds of hours more for the first of the people. */
  readonly moreForFirst?: number;
  /** Seconds since the boards were made; the cluster bell may be older. */
  readonly ageSeconds?: number;
  readonly bellAgeSeconds?: number;
};

/**
 * A root with boards of twenty people whose numbers can be told by heart. In 30 days number n has (21 - n) x 100 CPU
 * hours, (21 - n) x 10 jobs, n GPU hours and n % failures; five and ten times the hours, jobs and GPU hours in the
 * longer windows; half of them on cluster hammer, and by account three with 3,000, 2,000 and 1,000 hours. Number 2 has
 * gained a place and 50 hours, number 3 lost one and 50, number 4 is new. The boards are 310 seconds old.
 */
export function boardRoot(): string {
  const root = join(emptyFolder(), 'root');
  writeBoards(root);
  return root;
}

/** Writes the boards of {@link boardRoot} anew. */
export function writeBoards(root: string, change: BoardChange = {}): void {
  for (const window of WINDOWS) {
    for (const cluster of ['ALL', 'bell', 'hammer']) {
      const folder = cluster === 'ALL' ? mergedBoards(root) : clusterLayout(root, cluster).boards;
      const share = cluster === 'ALL' ? 1 : 0.5;
      for (const by of ['user', 'account'] as const) {
        const path = boardFile(folder, window, by);
        mkdirSync(dirname(path), { recursive: true });
        const { ageSeconds = 310, bellAgeSeconds = ageSeconds } = change;
        const clusters = [
          { name: 'bell', asof: instantBefore(bellAgeSeconds), stale: false },
          { name: 'hammer', asof: instantBefore(ageSeconds), stale: false },
        ].filter(({ name }) => cluster === 'ALL' || cluster === name);
        const rows = by === 'user' ? people(TIMES[window] * share, change) : accounts(TIMES[window] * share);
        const head = { asof: instantBefore(ageSeconds), window, cluster, clusters, by };
        writeFileSync(
          path,
          encodeBoard(
            head,
            rows.map((row) => boardRowText(by, row)),
          ),
        );
      }
    }
  }
}

function people(times: number, { moreForFirst = 0 }: BoardChange) {
  const last = PEOPLE.length;
  return PEOPLE.map((name, at) => {
    const [place, fromEnd] = [at + 1, last - at];
    const more = place === 1 ? moreForFirst * 100 : 0;
    return {
      name,
      values: {
        clock_hours: (fromEnd * 100 + more) * times,
        jobs: fromEnd * 10 * times,
        gpu_clock_hours: place * times,
        failure_rate: place / 100,
      },
      ranks: { clock_hours: place, jobs: place, gpu_clock_hours: fromEnd, failure_rate: fromEnd },
      moves: movesOf(place),
      spark: [1, 2, 3, 4, 5, 6, 7, 8, 7, 6, 5, 4],
    };
  });
}

function movesOf(place: number): Record<string, { rank: number | null; value: number | null }> {
  if (place === 2) return { clock_hours: { rank: 1, value: 50 } };
  if (place === 3) return { clock_hours: { rank: -1, value: -50 } };
  return place === 4 ? { clock_hours: { rank: null, value: null } } : {};
}

function accounts(times: number) {
  return ACCOUNTS.map((name, at) => ({
    name,
    values: { clock_hours: (3 - at) * 1000 * times, jobs: (3 - at) * 100 * times },
    ranks: { clock_hours: at + 1, jobs: at + 1 },
    moves: {},
    spark: [],
  }));
}

function instantBefore(seconds: number): string {
  return new Date((Math.floor(Date.now() / 1000) - seconds) * 1000).toISOString().replace('.000Z', 'Z');
}
