import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { readCheckedJson, sealJson } from '../../../src/platform/checked-json.ts';
import { type FileOperations, realFileOperations } from '../../../src/platform/file-operations.ts';
import type { ScoreboardConfig } from '../../../src/scoreboard/config/scoreboard-keys.ts';
import { fileState, isVersioned } from '../../../src/scoreboard/poll/file-kinds.ts';
import { type MigratedFiles, migrateRoot } from '../../../src/scoreboard/poll/migrate-root.ts';
import { ClusterStore } from '../../../src/scoreboard/rollups/cluster-store.ts';
import { cursorSchema } from '../../../src/scoreboard/rollups/cursor.ts';
import { type ClusterLayout, clusterLayout } from '../../../src/scoreboard/rollups/root-layout.ts';
import { CutError, cutAfter } from '../../platform/cut-file-operations.ts';
import { handClock, quietSurroundings, rootWith } from '../place.ts';
import { resealedFilter } from '../resealed.ts';

/** A root as the version before migrations wrote it: every kind of file, eight jobs of October and November 2026. */
const VERSION_1 = join(import.meta.dirname, '../../../fixtures/version-1');
const NOW = Date.parse('2026-11-27T00:00:00Z');
/** 4 rollups, 2 filters, 3 users, 6 boards, and cursor, rate, slurm, derived, board-sums. */
const FILES = 20;

let root: string;
let config: ScoreboardConfig;
let hammer: ClusterLayout;

beforeEach(async () => {
  ({ root, config } = await rootWith());
  cpSync(VERSION_1, root, { recursive: true });
  hammer = clusterLayout(root, 'hammer');
});

const migrate = (dryRun = false): Promise<MigratedFiles[]> =>
  migrateRoot(quietSurroundings(handClock(NOW)), { root, dryRun, configOf: async () => config });

function textsBelow(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const files = names.filter((name) => statSync(join(folder, name)).isFile());
  return Object.fromEntries(files.map((name) => [name, readFileSync(join(folder, name), 'latin1')]));
}

function storeOf(layout: ClusterLayout, ops: FileOperations = realFileOperations): Promise<ClusterStore> {
  return ClusterStore.open({
    layout,
    cluster: 'hammer',
    ops,
    clock: handClock(NOW),
    settings: {
      memory_base: 1000,
      reqmem_without_suffix: 'per-job',
      failure_states: ['FAILED'],
      gpu_gres_names: ['gpu'],
      steps: true,
    },
    filterRate: 1e-4,
    start: { backfillStart: 0, spanSeconds: 86_400 },
  });
}

/** What version 1 of the cursor in the fixture says, by its text, and what version 2 adds. */
const UPGRADED = {
  schema_version: 2,
  kind: 'cursor',
  cluster: 'hammer',
  commit: 7,
  backfill_start: 1_790_812_800,
  counted_until: 1_793_620_861,
  kept_from: null,
};

describe('F1 files of version 1', () => {
  it('are read as they are: all of the kinds, the cursor upgraded in memory alone', async () => {
    const states = Object.entries(textsBelow(hammer.base)).flatMap(([name, text]) => {
      const path = join(hammer.base, name);
      const place = { base: hammer.base, cluster: 'hammer' };
      if (!isVersioned(path, place)) return [];
      return [[name, fileState(path, Buffer.from(text, 'latin1'), place).state]];
    });
    expect(states).toHaveLength(FILES);
    expect(states.filter(([, state]) => state !== 'current')).toEqual([
      ['state/board-sums.json', 'older'],
      ['state/poll_cursor.json', 'older'],
    ]);
    const store = await storeOf(hammer);
    expect(store.cursor).toMatchObject(UPGRADED);
    expect(JSON.parse(readFileSync(hammer.cursor, 'utf8')).schema_version).toBe(1);
    await store.commit(null, { covered_until: NOW / 1000 });
    expect(JSON.parse(readFileSync(hammer.cursor, 'utf8'))).toMatchObject({ ...UPGRADED, commit: 8 });
  });

  it('are rewritten by migrate in one commit; everything else stays byte by byte, and again finds nothing', async () => {
    const before = textsBelow(root);
    expect(await migrate(true)).toMatchObject([{ cluster: 'hammer', looked_at: FILES, migrated: 2, current: 18 }, {}]);
    expect(textsBelow(root)).toEqual(before);
    const none = { newer: 0, damaged: 0, left: 0, files: [] };
    expect(await migrate()).toEqual([
      { cluster: 'hammer', looked_at: FILES, migrated: 2, current: 18, ...none },
      { cluster: 'ALL', looked_at: 6, migrated: 0, current: 6, ...none },
    ]);
    const after = textsBelow(root);
    const changed = Object.keys(after).filter((name) => after[name] !== before[name]);
    expect(changed).toEqual([hammer.boardSums, hammer.cursor].map((path) => relative(root, path)));
    expect(JSON.parse(readFileSync(hammer.boardSums, 'utf8'))).toMatchObject({ schema_version: 2, key: '', users: [] });
    const read = await readCheckedJson(hammer.cursor, cursorSchema);
    expect(read).toMatchObject({ ok: true, version: 2, value: { ...UPGRADED, commit: 8 } });
    expect(await migrate()).toMatchObject([
      { cluster: 'hammer', looked_at: FILES, migrated: 0, current: FILES },
      { cluster: 'ALL', migrated: 0 },
    ]);
    expect(textsBelow(root)).toEqual(after);
  });

  it('a migration cut at every file operation leaves the old cursor or the new one, and can be done again', async () => {
    const counting = cutAfter(realFileOperations, Number.POSITIVE_INFINITY);
    await (await storeOf(hammer, counting)).rewrite([]);
    const total = counting.done();
    expect(total).toBeGreaterThan(6);
    const ends = new Set<number>();
    for (let cut = 0; cut < total; cut++) {
      const again = await rootWith();
      cpSync(VERSION_1, again.root, { recursive: true });
      const layout = clusterLayout(again.root, 'hammer');
      const dying = await storeOf(layout, cutAfter(realFileOperations, cut));
      await expect(dying.rewrite([])).rejects.toThrow(CutError);
      const read = await readCheckedJson(layout.cursor, cursorSchema);
      expect(read, `cut ${cut}`).toMatchObject({ ok: true, value: { backfill_start: UPGRADED.backfill_start } });
      ends.add(read.ok ? read.version : 0);
      root = again.root;
      const [done] = await migrate();
      expect(done, `cut ${cut}`).toMatchObject({ looked_at: FILES, damaged: 0, newer: 0, left: 0 });
      expect((await readCheckedJson(layout.cursor, cursorSchema)).ok, `cut ${cut}`).toBe(true);
      expect(JSON.parse(readFileSync(layout.cursor, 'utf8')).schema_version, `cut ${cut}`).toBe(2);
    }
    expect(ends).toEqual(new Set([1, 2]));
  });
});

describe('F1 files that are not for this version', () => {
  const NEWER = '{"schema_version":9,"kind":"later","what":"ever"}';
  const sums = ({ looked_at, migrated, current, newer, damaged, left }: MigratedFiles): number =>
    migrated + current + newer + damaged + left - looked_at;

  it('newer and damaged ones are counted, named and left alone, the others migrated', async () => {
    const month = join(hammer.monthlyFolder, '2026-10.json');
    const filter = join(hammer.seen, '2026-11.bloom');
    writeFileSync(month, sealJson(NEWER));
    writeFileSync(filter, resealedFilter(readFileSync(filter), '{"v":1,', '{"v":2,'));
    writeFileSync(hammer.rate, readFileSync(hammer.rate).subarray(0, 50));
    const before = [month, filter, hammer.rate].map((file) => readFileSync(file, 'latin1'));
    const [done] = await migrate();
    expect(done).toMatchObject({ looked_at: FILES, migrated: 2, current: 15, newer: 2, damaged: 1, left: 0 });
    expect(sums(done!)).toBe(0);
    expect(done!.files.map(({ file, detail }) => [relative(hammer.base, file), detail]).sort()).toEqual([
      ['agg/rollups/monthly/2026-10.json', 'it was written by a newer slurm-sb (schema_version 9)'],
      ['state/rate.json', 'it is not a JSON object'],
      ['state/seen/2026-11.bloom', 'it was written by a newer slurm-sb (v 2)'],
    ]);
    expect([month, filter, hammer.rate].map((file) => readFileSync(file, 'latin1'))).toEqual(before);
  });

  it('what lies in the place of a file is counted as damaged and named', async () => {
    const [folder, pipe] = ['2026-10', '2026-11'].map((month) => join(hammer.monthlyFolder, `${month}.json`));
    for (const path of [folder!, pipe!]) rmSync(path, { force: true });
    mkdirSync(join(folder!, 'deep'), { recursive: true });
    execFileSync('mkfifo', [pipe!]);
    const [done] = await migrate();
    expect(done).toMatchObject({ looked_at: FILES, migrated: 2, current: 16, damaged: 2 });
    expect(done!.files).toEqual([
      { file: folder, state: 'damaged', detail: 'it is a folder' },
      { file: pipe, state: 'damaged', detail: 'it is a pipe or a device' },
    ]);
    expect(sums(done!)).toBe(0);
  });

  it('a folder in the place of the cursor is damaged: older files are left until it is mended', async () => {
    rmSync(hammer.cursor);
    mkdirSync(hammer.cursor);
    const [done] = await migrate();
    expect(done).toMatchObject({ looked_at: FILES, migrated: 0, damaged: 1 });
    expect(readdirSync(hammer.cursor)).toEqual([]);
  });

  it('a newer cursor is left alone, and nothing takes it for a lost one', async () => {
    writeFileSync(hammer.cursor, sealJson(NEWER));
    const [done] = await migrate();
    expect(done).toMatchObject({ looked_at: FILES, migrated: 0, current: 18, newer: 1, left: 1 });
    await expect(storeOf(hammer)).rejects.toThrow(/poll_cursor\.json: it was written by a newer slurm-sb/);
    expect(readFileSync(hammer.cursor)).toEqual(sealJson(NEWER));
  });

  it('a newer cursor that comes while a store is open is not committed over', async () => {
    const store = await storeOf(hammer);
    writeFileSync(hammer.cursor, sealJson(NEWER));
    await expect(store.commit(null, { covered_until: NOW / 1000 })).rejects.toThrow(/newer slurm-sb/);
    expect(readFileSync(hammer.cursor)).toEqual(sealJson(NEWER));
  });
});
