import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { accountBoardSchema, userBoardSchema } from '../../src/domain/board.ts';
import type { Month } from '../../src/domain/calendar.ts';
import { rateStateSchema } from '../../src/platform/call-budget.ts';
import { readCheckedJson } from '../../src/platform/checked-json.ts';
import { readRecord } from '../../src/platform/commit-record.ts';
import { ConfigError } from '../../src/platform/config/config-error.ts';
import { readConfigText } from '../../src/platform/config/read-config-text.ts';
import { realFileOperations } from '../../src/platform/file-operations.ts';
import { readLockOwner } from '../../src/platform/lock.ts';
import { loadScoreboardConfig } from '../../src/scoreboard/config/load-scoreboard-config.ts';
import { decodeFilter } from '../../src/scoreboard/dedupe/filter-file.ts';
import { derivedSchema } from '../../src/scoreboard/leaderboards/derived-file.ts';
import { decodeKeptSums, keptSumsSchema } from '../../src/scoreboard/leaderboards/kept-sums.ts';
import { KeyTable } from '../../src/scoreboard/leaderboards/key-table.ts';
import { readBoard } from '../../src/scoreboard/leaderboards/read-board.ts';
import { readBoardRow } from '../../src/scoreboard/leaderboards/read-board-row.ts';
import { rollupBlocks } from '../../src/scoreboard/leaderboards/rollup-blocks.ts';
import { userFileSchema } from '../../src/scoreboard/leaderboards/user-file.ts';
import { readHealth, writeHealth } from '../../src/scoreboard/poll/health-file.ts';
import { cursorSchema } from '../../src/scoreboard/rollups/cursor.ts';
import { dailyRollupSchema, monthlyRollupSchema } from '../../src/scoreboard/rollups/rollup-files.ts';
import { rollupReader } from '../../src/scoreboard/rollups/rollup-reader.ts';
import { clusterLayout } from '../../src/scoreboard/rollups/root-layout.ts';
import { slurmFactsSchema } from '../../src/scoreboard/sacct/slurm-facts.ts';
import { parseTheme } from '../../src/scoreboard/tui/parse-theme.ts';
import { chanceOf } from './fuzz/chance.ts';
import { CUT_COMMIT, everyFile } from './fuzz/every-file.ts';
import { spoilFile } from './fuzz/spoil-file.ts';
import { report, trials } from './trials.ts';

const SEED = 20_260_903;
const TRIALS = trials({ small: 2_000, full: 100_000 });
const MONTH = '2026-08' as Month;

/** What reads a kind of file: true when it was accepted as whole. */
type Reader = (root: string, path: string) => Promise<boolean>;

const checked =
  (schema: z.ZodType): Reader =>
  async (_, path) =>
    (await readCheckedJson(path, schema)).ok;

const boards: Reader = async (root, path) => {
  const by = path.includes('.accounts.') ? 'account' : 'user';
  const place = { root, cluster: path.includes('/clusters/') ? 'hammer' : 'ALL', window: 'alltime', by } as const;
  const read = await readBoard(place);
  if (by === 'user') expect((await readBoardRow(place, 'alice')).ok).toBe(read.ok);
  return by === 'user' ? checked(userBoardSchema)(root, path) : checked(accountBoardSchema)(root, path);
};

const keptSums: Reader = async (root, path) => {
  const ok = await checked(keptSumsSchema)(root, path);
  const bytes = readFileSync(path);
  const key = /"key":"([^"]*)"/.exec(bytes.toString('utf8'))?.[1] ?? '';
  return decodeKeptSums(bytes, key) !== null || ok;
};

const config: Reader = async (root) => {
  const flags = [
    { key: 'root', name: '--root', text: root },
    { key: 'cluster', name: '--cluster', text: 'hammer' },
  ];
  try {
    await loadScoreboardConfig({ env: {}, home: '/nowhere', flags, configFile: null, readText: readConfigText });
    return true;
  } catch (error) {
    if (error instanceof ConfigError) return false;
    throw error;
  }
};

/** The readers by the file that they are tried on. */
const READERS: Readonly<Record<string, Reader>> = {
  'clusters/hammer/state/poll_cursor.json': checked(cursorSchema),
  'clusters/hammer/state/rate.json': checked(rateStateSchema),
  'clusters/hammer/state/slurm.json': checked(slurmFactsSchema),
  'clusters/hammer/state/derived.json': checked(derivedSchema),
  'clusters/hammer/state/board-sums.json': keptSums,
  'clusters/hammer/state/board-sums-now.json': keptSums,
  'clusters/hammer/state/health.json': async (root, path) => {
    const read = await readHealth(path);
    const versions = { slurm_sb: '0', node: 'v24', slurm: null };
    const news = { cluster: 'hammer', versions, cursor: null, startedMs: 0, endedMs: 0, report: null, error: 'x' };
    await writeHealth(join(root, 'written.json'), news);
    return read !== null;
  },
  'clusters/hammer/state/lock.owner.json': async (_, path) =>
    (await readLockOwner(path.replace('.owner.json', ''))) !== null,
  'clusters/hammer/state/commit.7': async (root) => {
    const records = 'clusters/hammer/state';
    const set = { ops: realFileOperations, base: root, records, numberInForce: async () => 6 };
    const record = await readRecord(set, 7);
    if (record === 'gone' || record === 'damaged') return false;
    for (const { from, to } of record.moves) {
      expect(relative(root, join(root, from))).not.toMatch(/^\.\./);
      expect(relative(root, join(root, to))).not.toMatch(/^\.\./);
    }
    return true;
  },
  'clusters/hammer/state/seen/2026-08.bloom': async (_, path) =>
    decodeFilter(readFileSync(path), { cluster: 'hammer', month: MONTH }).ok,
  'clusters/hammer/agg/rollups/monthly/2026-08.json': async (root, path) => {
    const layout = clusterLayout(root, 'hammer');
    const read = await rollupReader(layout).monthly(MONTH);
    expect((await rollupBlocks(layout, new KeyTable()).monthly(MONTH)).ok).toBe(read.ok);
    return (await readCheckedJson(path, monthlyRollupSchema)).ok;
  },
  'clusters/hammer/agg/rollups/daily/2026-08.json': async (root, path) => {
    const layout = clusterLayout(root, 'hammer');
    const read = await rollupReader(layout).daily(MONTH);
    expect((await rollupBlocks(layout, new KeyTable()).daily(MONTH)).ok).toBe(read.ok);
    return (await readCheckedJson(path, dailyRollupSchema)).ok;
  },
  'clusters/hammer/agg/users/alice.json': checked(userFileSchema),
  'clusters/hammer/leaderboards/alltime.json': boards,
  'clusters/hammer/leaderboards/alltime.accounts.json': boards,
  'leaderboards/alltime.json': boards,
  'leaderboards/alltime.accounts.json': boards,
  'config/config.yaml': config,
  'config/policy.json': config,
  'config/theme.json': async (_, path) => {
    const read = await readConfigText(path);
    return read.kind === 'text' && parseTheme(read.text).ok;
  },
};

/** Files that carry no checksum. */
const UNCHECKED = /^config\/|health\.json$|lock\.owner\.json$|commit\.7$/;

/** Whether bytes carry a checksum that fits them, by the letter of docs/files.md. */
function fits(path: string, bytes: Buffer): boolean {
  const sha = (data: Buffer): string => createHash('sha256').update(data).digest('hex');
  const text = bytes.toString('latin1');
  if (!path.endsWith('.bloom')) {
    const match = /^([\s\S]*),"checksum":"sha256:([0-9a-f]{64})"\}\n?$/.exec(text);
    return match !== null && sha(Buffer.from(`${match[1]}}`, 'latin1')) === match[2];
  }
  const line = text.slice(0, text.indexOf('\n'));
  const header = JSON.parse(line) as { sha256: string; m: number };
  const head = Buffer.from(`${line.replace(/,"sha256":"[^"]*"\}$/, '}')}\n`, 'latin1');
  return sha(Buffer.concat([head, bytes.subarray(line.length + 1)])) === header.sha256;
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

function usedMb(): number {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1e6;
}

describe('hostile files', () => {
  it('of every kind, to what reads it: nothing is thrown, none is accepted whose checksum does not fit', async () => {
    const { root } = await everyFile();
    writeFileSync(join(root, 'clusters/hammer/state/commit.7'), CUT_COMMIT);
    const originals = new Map(Object.keys(READERS).map((path) => [path, readFileSync(join(root, path))]));
    for (const [path, read] of Object.entries(READERS))
      expect([path, await read(root, join(root, path))]).toEqual([path, true]);
    const paths = Object.keys(READERS);
    let accepted = 0;
    let warmMb = Number.POSITIVE_INFINITY;
    const digest = createHash('sha256');
    for (let trial = 0; trial < TRIALS; trial++) {
      const seed = SEED + trial;
      const chance = chanceOf(seed);
      const path = paths[trial % paths.length]!;
      const original = originals.get(path)!;
      const bytes = spoilFile(original, chance, originals.get(chance.oneOf(paths))!);
      const file = join(root, path);
      writeFileSync(file, bytes);
      const taken = await READERS[path]!(root, file).catch((error: unknown) => {
        throw new Error(`seed ${seed}, ${path}`, { cause: error });
      });
      if (taken) {
        accepted++;
        expect(UNCHECKED.test(path) || fits(path, bytes), `seed ${seed}, ${path}`).toBe(true);
      }
      digest.update(`${path} ${taken}\n`);
      writeFileSync(file, original);
      if (trial + 1 === Math.ceil(TRIALS / 10)) warmMb = usedMb();
    }
    const endMb = usedMb();
    expect(endMb).toBeLessThan(warmMb * 1.25 + 30);
    report({
      fault: 'hostile files, to their readers',
      trials: TRIALS,
      lost: 0,
      doubled: 0,
      note: `${paths.length} kinds; ${accepted} of them were well formed; heap ${Math.round(warmMb)} MB after a tenth, ${Math.round(endMb)} MB at the end; digest ${digest.digest('hex').slice(0, 12)}`,
    });
  });
});
