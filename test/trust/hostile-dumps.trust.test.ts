import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { emptyFolder } from '../scoreboard/place.ts';
import { chanceOf } from './fuzz/chance.ts';
import { spoilBytes } from './fuzz/mutate.ts';
import { rowBatch } from './fuzz/row-batch.ts';
import { faultIn, runProgram } from './fuzz/run-program.ts';
import { compareJobs, report, trials } from './trials.ts';

const SEED = 20_260_902;
const FILE_ROWS = 2_500;
const FILES = trials({ small: 5_000, full: 100_000 }) / FILE_ROWS;
const PACKED = trials({ small: 6, full: 300 });
const BOMB_MB = trials({ small: 256, full: 1_024 });

const PACKINGS = [
  { name: 'plain', pack: (bytes: Buffer) => bytes },
  { name: 'gzip', pack: (bytes: Buffer) => gzipSync(bytes) },
  { name: 'zstd', pack: (bytes: Buffer) => zstdCompressSync(bytes) },
];

/** More than a run needs for a small file, and far less than a bomb of BOMB_MB would take at once. */
const MOST_MB = 200;

function place(): { root: string; file: string } {
  const folder = emptyFolder();
  mkdirSync(join(folder, 'root'));
  return { root: join(folder, 'root'), file: join(folder, 'dump') };
}

const ingest = (root: string, file: string) =>
  runProgram(['ingest', '--cluster', 'hammer', '--root', root, '--json', file]);

/** Jobs of the whole rows by user, as `export` prints them. */
async function goodJobs(root: string): Promise<Record<string, number>> {
  const { code, out, err } = await runProgram(['export', '--root', root, '--table', 'users', '--json']);
  expect([code, err]).toEqual([0, '']);
  const rows = JSON.parse(out) as { user: string; jobs: number }[];
  return Object.fromEntries(rows.filter(({ user }) => /^good\d+$/.test(user)).map(({ user, jobs }) => [user, jobs]));
}

describe('hostile dumps through the program', () => {
  it('spoilt rows: exit 0, counts that add up, whole rows counted once however often the file comes', async () => {
    const sum = { trials: 0, lost: 0, doubled: 0, rejected: 0, peakMb: 0 };
    for (let number = 0; number < FILES; number++) {
      const seed = SEED + number;
      const made = rowBatch(seed, FILE_ROWS, number % 2 === 0 ? 20 : 13);
      const { root, file } = place();
      writeFileSync(file, PACKINGS[number % PACKINGS.length]!.pack(made.bytes));
      const first = await ingest(root, file);
      const again = await ingest(root, file);
      for (const { code, out, err, peakMb } of [first, again]) {
        expect([code, faultIn(out), faultIn(err)], `seed ${seed}`).toEqual([0, null, null]);
        const { rows, jobs } = JSON.parse(out) as Record<'rows' | 'jobs', Record<string, number>>;
        expect(rows.jobs! + rows.steps! + rows.not_ended! + rows.rejected!, `seed ${seed}`).toBe(rows.rows);
        expect(jobs.new! + jobs.seen! + jobs.outside_window!, `seed ${seed}`).toBe(rows.jobs);
        sum.rejected += rows.rejected!;
        sum.peakMb = Math.max(sum.peakMb, peakMb);
      }
      expect((JSON.parse(again.out) as { jobs: { new: number } }).jobs.new, `seed ${seed}`).toBe(0);
      const expected: Record<string, number> = {};
      for (const [key, jobs] of Object.entries(made.good)) {
        const user = key.split(' ')[0]!;
        expected[user] = (expected[user] ?? 0) + jobs;
      }
      const wrong = compareJobs(await goodJobs(root), expected);
      expect(wrong, `seed ${seed}`).toEqual({ lost: 0, doubled: 0 });
      sum.trials += made.spoilt;
      sum.lost += wrong.lost;
      sum.doubled += wrong.doubled;
    }
    report({
      fault: 'hostile rows, by slurm-sb ingest',
      trials: sum.trials,
      lost: sum.lost,
      doubled: sum.doubled,
      note: `${FILES} files, each twice; ${sum.rejected} rows rejected; at most ${Math.round(sum.peakMb)} MB`,
    });
  });

  it('spoilt packed files: counted, or one line that says why not, and nothing of them is kept', async () => {
    const whole = rowBatch(SEED, 200, 20).bytes;
    let refused = 0;
    for (let number = 0; number < PACKED; number++) {
      const chance = chanceOf(SEED + number);
      const packed = chance.oneOf(PACKINGS.slice(1)).pack(whole);
      const { root, file } = place();
      writeFileSync(file, spoilBytes(packed, chance, gzipSync('x')));
      const { code, out, err } = await ingest(root, file);
      expect([faultIn(out), faultIn(err)], `seed ${SEED + number}: ${err}`).toEqual([null, null]);
      expect([0, 1, 2], `seed ${SEED + number}`).toContain(code);
      if (code === 0) continue;
      refused++;
      expect(
        err.split('\n').filter((line) => line !== '' && !/^(row \d+: |.{4} reading)/.test(line)),
        err,
      ).toHaveLength(1);
      expect(await goodJobs(root)).toEqual({});
    }
    report({ fault: 'spoilt packed dumps', trials: PACKED, lost: 0, doubled: 0, note: `${refused} refused whole` });
  });

  it.each([
    ['zeros without an end of line', () => Buffer.alloc(1 << 20)],
    ['cells without an end of line', () => Buffer.alloc(1 << 20, '|a')],
    ['a few lines of 64 MB', (piece: number) => Buffer.alloc(1 << 20, piece % 64 === 63 ? 'b\n' : 'b|')],
  ])('a bomb is read in little memory: %s', async (_, pieceOf) => {
    const { root, file } = place();
    const row = rowBatch(SEED, 0, 20).bytes;
    const pieces = Array.from({ length: BOMB_MB }, (_one, piece) => pieceOf(piece));
    writeFileSync(file, gzipSync(Buffer.concat([row, ...pieces, Buffer.from('\n'), row])));
    const { code, out, err, peakMb } = await ingest(root, file);
    expect([code, faultIn(err)], err).toEqual([0, null]);
    expect((JSON.parse(out) as { jobs: unknown }).jobs).toMatchObject({ new: 1 });
    expect(peakMb).toBeLessThan(MOST_MB);
  });
});
