import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Board, boardRows, userBoardSchema } from '../../src/domain/board.ts';
import { WINDOW_FILES, WINDOWS } from '../../src/domain/windows.ts';
import { openJson } from '../../src/platform/checked-json.ts';
import { quickFolder } from './quick-folder.ts';
import {
  type Ended,
  expectedJobs,
  jobRows,
  jobsInRoot,
  leftovers,
  type RealRoot,
  realRoot,
  removeFolder,
  run,
} from './real-root.ts';
import { compareJobs, report, trials } from './trials.ts';

const NAMES = ['anvil', 'bell', 'brown', 'negishi', 'york'];
const NEW_JOBS = 8;

let folder = '';
let places: RealRoot[] = [];
beforeAll(() => {
  folder = quickFolder();
  places = NAMES.map((cluster, index) => realRoot(folder, { cluster, jobs: 20, firstId: 1000 * (index + 1) }));
});
afterAll(() => removeFolder(folder));

/** The fake scontrol is of the cluster hammer. */
const pollOf = (place: RealRoot): Promise<Ended> =>
  run(place, ['poll', ...place.flags, '--cluster-alias', 'hammer', '--fail-if-locked']);

/** Jobs that end from round to round; each tick reads its last two hours again. */
function addJobs(round: number): void {
  const now = Math.floor(Date.now() / 1000);
  for (const { rows, cluster } of places) {
    const firstId = 1000 * (NAMES.indexOf(cluster) + 1) + 100 + round * NEW_JOBS;
    const jobs = Array.from({ length: NEW_JOBS }, (_, index) =>
      jobRows(firstId + index, `user${index % 5}`, now - 5 * (NEW_JOBS - index)),
    );
    appendFileSync(rows, jobs.join(''));
  }
}

/** What a reader saw of a board: never less than before. */
type Seen = { asof: string; jobs: number };

class Readers {
  readonly faults: string[] = [];
  reads = 0;
  readonly #seen = new Map<string, Seen>();
  #isOver = false;

  /** Reads board files as fast as a busy viewer would, until told to stop. */
  async readFiles(): Promise<void> {
    const folders = [
      join(places[0]!.root, 'leaderboards'),
      ...places.map(({ root, cluster }) => join(root, 'clusters', cluster, 'leaderboards')),
    ];
    while (!this.#isOver) {
      for (const dir of folders)
        for (const window of WINDOWS) this.#readFile(join(dir, `${WINDOW_FILES[window]}.json`));
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  #readFile(path: string): void {
    let bytes: Buffer;
    try {
      bytes = readFileSync(path);
    } catch {
      if (this.#seen.has(path)) this.faults.push(`${path} went away`);
      return;
    }
    const read = openJson(bytes, userBoardSchema);
    if (read.ok) this.#note(path, read.value);
    else this.faults.push(`${path}: ${read.detail}`);
  }

  #note(path: string, board: Board): void {
    const jobs = boardRows(board).reduce((sum, { values }) => sum + (values.jobs ?? 0), 0);
    this.#compare(path, { asof: board.asof, jobs });
  }

  #compare(what: string, now: Seen): void {
    this.reads++;
    const before = this.#seen.get(what);
    if (before !== undefined && (now.asof < before.asof || now.jobs < before.jobs)) {
      this.faults.push(`${what} went back from ${before.jobs} at ${before.asof} to ${now.jobs} at ${now.asof}`);
    }
    this.#seen.set(what, now);
  }

  /** Prints the merged board with `top --json`, again and again. */
  async top(): Promise<void> {
    const words = [
      'top',
      '--root',
      places[0]!.root,
      '--window',
      'alltime',
      '--metric',
      'jobs',
      '--limit',
      '0',
      '--json',
    ];
    while (!this.#isOver) {
      const { code, out, err } = await run(places[0]!, words);
      if (code !== 0) {
        if (this.#seen.has('top')) this.faults.push(`top: ${err}`);
        continue;
      }
      const board = JSON.parse(out) as { asof: string; rows: { value: number }[] };
      this.#compare('top', { asof: board.asof, jobs: board.rows.reduce((sum, { value }) => sum + value, 0) });
    }
  }

  /** Builds all boards, again and again. */
  async build(): Promise<void> {
    while (!this.#isOver) {
      const { code, err } = await run(places[0]!, ['leaderboards', '--root', places[0]!.root]);
      if (code !== 0 && !err.includes('holds no cluster yet')) this.faults.push(`leaderboards: ${err}`);
    }
  }

  stop(): void {
    this.#isOver = true;
  }
}

describe('F4, F5 five clusters poll into one root at once, while boards are built and read', () => {
  it('every board read is whole, none goes back, and the last ones are the sum', async () => {
    const rounds = trials({ small: 2, full: 40 });
    const readers = new Readers();
    const loops = [readers.readFiles(), readers.top(), readers.build()];
    for (let round = 0; round < rounds; round++) {
      addJobs(round);
      for (const { code, err } of await Promise.all(places.map(pollOf))) expect(code, err).toBe(0);
    }
    readers.stop();
    await Promise.all(loops);
    expect(readers.faults).toEqual([]);
    // Every cluster's poll ended well, so the merged boards hold what each had read.
    const sum = compareJobs(jobsInRoot(places), expectedJobs(places));
    const note = `${readers.reads} boards read, each whole, none older than before`;
    report({ fault: 'five clusters poll into one root at once', trials: 5 * rounds, ...sum, note });
    expect(sum).toEqual({ lost: 0, doubled: 0 });
    for (const place of places) expect((await pollOf(place)).code).toBe(0);
    expect(leftovers(places[0]!)).toEqual([]);
    expect(readers.reads).toBeGreaterThan(20);
  });
});
