import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { demoClusters } from '../../../src/scoreboard/demo/demo-clusters.ts';
import { installDemoClusters } from '../../../src/scoreboard/demo/install-demo-clusters.ts';
import { type IngestReport, runIngest } from '../../../src/scoreboard/poll/run-ingest.ts';
import { clusterLayout } from '../../../src/scoreboard/rollups/root-layout.ts';
import { ALL_COLUMNS } from '../../../src/scoreboard/sacct/columns.ts';
import { emptyFolder, handClock, quietSurroundings, rootWith } from '../place.ts';

const NOW = Date.parse('2026-10-01T00:00:00Z');
const SOURCE = join(import.meta.dirname, '../../../src/entry/demo-sacct.ts');
const folder = emptyFolder();

/** A job's row and its step rows. */
type Group = { readonly end: number; readonly text: string };
let groups: Group[] = [];

/** A small pseudo-random generator (Park and Miller), so that a failure can be run again. */
function shuffled<T>(items: readonly T[], seed: number): T[] {
  let state = seed;
  const next = (): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  const copy = [...items];
  for (let index = copy.length - 1; index > 0; index--) {
    const other = Math.floor(next() * (index + 1));
    [copy[index], copy[other]] = [copy[other]!, copy[index]!];
  }
  return copy;
}

function tenths(items: readonly Group[]): Group[][] {
  const size = Math.ceil(items.length / 10);
  return Array.from({ length: 10 }, (_, part) => items.slice(part * size, (part + 1) * size));
}

/** An empty root into which dumps are ingested one after the other; `seen` and `new` add up over them. */
async function freshRoot() {
  const { root, config } = await rootWith({ cluster: 'bell' });
  const layout = clusterLayout(root, 'bell');
  let minute = 0;
  const ingest = async (bytes: Buffer | string, name = 'dump.psv'): Promise<IngestReport> => {
    const file = join(folder, name);
    writeFileSync(file, bytes);
    minute++;
    return runIngest(quietSurroundings(handClock(NOW + minute * 60_000)), {
      config,
      root,
      cluster: 'bell',
      layout,
      file,
      input: Readable.from([]),
      timeZone: 'UTC',
      onReject: () => undefined,
      onProgress: () => undefined,
    });
  };
  return { ingest, rollups: () => rollups(layout.base), filters: () => filters(layout.seen) };
}

const textOf = (parts: readonly Group[]): string => parts.map(({ text }) => text).join('');

/** Each rollup file's text without when it was made and its checksum. */
function rollups(base: string): Record<string, string> {
  const at = join(base, 'agg/rollups');
  const names = readdirSync(at, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));
  const text = (name: string): string => readFileSync(join(at, name), 'utf8');
  return Object.fromEntries(
    names.sort().map((name) => [
      name,
      text(name)
        .replace(/"asof":"[^"]*",/, '')
        .replace(/,"checksum":"[^"]*"/, ''),
    ]),
  );
}

function filters(seen: string): Record<string, Buffer> {
  return Object.fromEntries(readdirSync(seen).map((name) => [name, readFileSync(join(seen, name))]));
}

/** Jobs by the rollups. */
function jobsIn(files: Record<string, string>): number {
  const monthly = Object.entries(files).filter(([name]) => name.startsWith('monthly'));
  return monthly
    .flatMap(([, text]) => JSON.parse(text).rows as [string, string, number][])
    .reduce((sum, row) => sum + row[2], 0);
}

beforeAll(async () => {
  const clusters = demoClusters(5, NOW / 1000).filter(({ name }) => name === 'bell');
  const [bell] = await installDemoClusters({ folder, node: process.execPath, script: SOURCE, clusters });
  const args = ['-anPD', '-S', 'uts1780000000', '-E', `uts${NOW / 1000}`, '-s', 'CD,CA,F,TO,OOM,NF,PR,RQ'];
  const text = execFileSync(join(bell!.binFolder, 'sacct'), [...args, '-o', ALL_COLUMNS.join(',')], {
    encoding: 'utf8',
    maxBuffer: 1e9,
    env: { PATH: process.env.PATH, TZ: 'UTC', SLURM_TIME_FORMAT: '%s' },
  });
  mkdirSync(folder, { recursive: true });
  const all: { end: number; text: string }[] = [];
  for (const line of text.split('\n').filter((one) => one !== '')) {
    const [id = '', , , , , , , , , , , , end = ''] = line.split('|');
    if (id.includes('.')) all[all.length - 1]!.text += `${line}\n`;
    else all.push({ end: Number(end), text: `${line}\n` });
  }
  groups = all.sort((a, b) => a.end - b.end);
});

describe('D4: the same rows again', () => {
  it('in one file, then once more: nothing is new, no rollup or filter byte changes', async () => {
    expect(groups.length).toBeGreaterThan(10_000);
    const { ingest, rollups: read, filters: seen } = await freshRoot();
    const first = await ingest(textOf(groups));
    expect(first.jobs).toEqual({ new: groups.length, seen: 0, outside_window: 0 });
    const [before, bits] = [read(), seen()];
    const again = await ingest(textOf(groups));
    expect(again.jobs).toEqual({ new: 0, seen: groups.length, outside_window: 0 });
    expect(read()).toEqual(before);
    expect(seen()).toEqual(bits);
  });

  it('in ten files in order of End: what one file gives; then all again shuffled: no change', async () => {
    const one = await freshRoot();
    await one.ingest(textOf(groups));
    const ten = await freshRoot();
    let found = 0;
    for (const part of tenths(groups)) found += (await ten.ingest(textOf(part))).jobs.new;
    expect(found).toBe(groups.length);
    expect(ten.rollups()).toEqual(one.rollups());
    for (const part of tenths(shuffled(groups, 11))) expect((await ten.ingest(textOf(part))).jobs.new).toBe(0);
    expect(ten.rollups()).toEqual(one.rollups());
  });

  it('in ten shuffled files: at most the printed `seen` are missing, and those are at most 2 p n', async () => {
    const { ingest, rollups: read } = await freshRoot();
    const seen: number[] = [];
    for (const part of tenths(shuffled(groups, 7))) seen.push((await ingest(textOf(part))).jobs.seen);
    const missed = seen.reduce((sum, count) => sum + count, 0);
    expect(jobsIn(read())).toBe(groups.length - missed);
    // p = 1e-4: 2 p n is 2 to 3 runs here.
    expect(missed).toBeLessThanOrEqual(Math.ceil(2 * 1e-4 * groups.length));
  });

  it('D3: a file that holds every row three times counts each once', async () => {
    const once = await freshRoot();
    await once.ingest(textOf(groups));
    const thrice = await freshRoot();
    const rows = textOf(shuffled([...groups, ...groups, ...groups], 3));
    const report = await thrice.ingest(rows);
    expect(report.jobs).toEqual({ new: groups.length, seen: 2 * groups.length, outside_window: 0 });
    expect(thrice.rollups()).toEqual(once.rollups());
  });
});

describe('C5: what a dump may be', () => {
  it('gzip and zstd give what plain gives', async () => {
    const rows = textOf(groups.slice(0, 2000));
    const [plain, gzip, zstd] = [await freshRoot(), await freshRoot(), await freshRoot()];
    await plain.ingest(rows);
    await gzip.ingest(gzipSync(rows));
    await zstd.ingest(zstdCompressSync(Buffer.from(rows)));
    expect(gzip.rollups()).toEqual(plain.rollups());
    expect(zstd.rollups()).toEqual(plain.rollups());
  });

  it.each([
    ['gzip', gzipSync],
    ['zstd', zstdCompressSync],
  ])('a cut %s keeps nothing of the file', async (kind, pack) => {
    const { ingest, filters: seen } = await freshRoot();
    await ingest(textOf(groups.slice(0, 10)));
    const before = seen();
    const packed = pack(Buffer.from(textOf(groups.slice(0, 3000))));
    await expect(ingest(packed.subarray(0, packed.length - 200))).rejects.toThrow(
      new RegExp(`its ${kind} data is damaged or cut`),
    );
    expect(seen()).toEqual(before);
  });

  it.each([
    ['no sacct output', 'hello\nworld\n', /dump\.psv:1: 1 columns and no header line/],
    [
      'a header that lacks a needed column',
      'JobID|User|State\n1|a|COMPLETED\n',
      /the header line lacks ElapsedRaw, Submit, End/,
    ],
  ])('%s is refused and says what would be right', async (_, text, message) => {
    const { ingest } = await freshRoot();
    await expect(ingest(text)).rejects.toMatchObject({ exitCode: 2, message: expect.stringMatching(message) });
  });

  it('an empty file is no rows', async () => {
    const { ingest } = await freshRoot();
    expect((await ingest('')).rows).toMatchObject({ rows: 0, jobs: 0 });
  });
});
