import { chmodSync, cpSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { clusterLayout } from '../../../../src/scoreboard/rollups/root-layout.ts';
import { addCluster, examine, findingsOf, type GoodRoot, goodRoot, NOON, openModes, place } from './good-root.ts';

let good: GoodRoot;
beforeEach(async () => {
  good = await goodRoot();
});

describe('C11 a root that is well', () => {
  it('gives no finding, and tells what was looked at', async () => {
    // State: cursor, health, rate, 2 filters; 2 month and 2 day files; 6 boards of the cluster and 6 merged ones.
    expect(await examine(good)).toEqual({
      root: good.root,
      checked: { clusters: ['hammer'], months: 2, files: 21 },
      unchecked: [],
      findings: [],
    });
  });

  it('is left when a signal says so', async () => {
    const signal = AbortSignal.abort(new Error('stopped by SIGINT'));
    await expect(examine(good, { signal })).rejects.toThrow('stopped by SIGINT');
  });

  it('may be empty still', async () => {
    rmSync(join(good.root, 'clusters'), { recursive: true });
    expect((await examine(good)).checked.clusters).toEqual([]);
    expect(await findingsOf(good)).toEqual([]);
  });
});

describe('C11 the root itself', () => {
  it('is not there', async () => {
    renameSync(good.root, `${good.root}-gone`);
    expect(await examine(good)).toMatchObject({
      checked: { clusters: [], months: 0, files: 0 },
      unchecked: ['what is below the root'],
      findings: [{ cluster: null, level: 'error', file: good.root, what: 'the root is not there' }],
    });
  });

  it('is a file', async () => {
    rmSync(good.root, { recursive: true });
    writeFileSync(good.root, '');
    expect(await findingsOf(good)).toEqual(['root error .: the root is no folder']);
  });

  it('has a file where the clusters should be', async () => {
    rmSync(join(good.root, 'clusters'), { recursive: true });
    place(join(good.root, 'clusters'), '');
    expect(await findingsOf(good)).toEqual(['root error clusters: it is no folder']);
  });
});

describe('C11 room and clock', () => {
  it.each([
    ['just enough bytes', { freeBytes: 200_000_000 }, []],
    ['too few bytes', { freeBytes: 199_999_999 }, ['root error .: only 200.0 MB of 10.0 GB are free']],
    ['a clock a minute off', { skewMs: -60_000 }, []],
    [
      'a clock two hours ahead',
      { skewMs: -7_200_000 },
      ["root error .: this host's clock is 2 h ahead of the file server's"],
    ],
    [
      'a clock 61 seconds behind',
      { skewMs: 61_000 },
      ["root error .: this host's clock is 1 min behind the file server's"],
    ],
  ])('%s', async (_, look, expected) => {
    expect(await findingsOf(good, look)).toEqual(expected);
  });
});

describe('C11 clusters', () => {
  it('are all looked at', async () => {
    await addCluster({ ...good, clock: good.clock }, 'negishi');
    openModes(good.root);
    place(clusterLayout(good.root, 'negishi').cursor, 'x');
    const { checked } = await examine(good);
    expect(checked.clusters).toEqual(['hammer', 'negishi']);
    expect(await findingsOf(good)).toContain(
      'negishi error clusters/negishi/state/poll_cursor.json: the cursor is damaged: it is not a JSON object',
    );
  });

  it('but only the one that was named', async () => {
    await addCluster({ ...good, clock: good.clock }, 'negishi');
    openModes(good.root);
    place(clusterLayout(good.root, 'negishi').cursor, 'x');
    const { checked, findings } = await examine(good, { cluster: 'hammer' });
    expect([checked.clusters, findings]).toEqual([['hammer'], []]);
  });

  it('one that is not there is said, with those that are', async () => {
    const { findings } = await examine(good, { cluster: 'belll' });
    expect(findings).toMatchObject([
      { cluster: 'belll', level: 'error', what: 'there is no such cluster below the root' },
    ]);
    expect(findings[0]?.remedy).toContain('(hammer)');
  });

  it('a folder that can be no cluster is said', async () => {
    mkdirSync(join(good.root, 'clusters/Old Hammer'));
    expect(await findingsOf(good)).toEqual([
      'root warning clusters/Old Hammer: its name is not a cluster name (a-z, 0-9, _ and -, first a letter or digit, at most 40; not "all")',
    ]);
  });

  it('a copy of a cluster’s folder is one error, and not taken for a cluster', async () => {
    cpSync(good.hammer.base, join(good.root, 'clusters/hammer-2025'), { recursive: true, preserveTimestamps: true });
    const said =
      'hammer-2025 error clusters/hammer-2025: it is a copy of hammer: all its files are of that cluster; ' +
      'no board and no export counts it, and no poll may write there';
    expect(await findingsOf(good)).toEqual([said]);
    expect(await findingsOf(good, { cluster: 'hammer-2025' })).toEqual([said]);
    const { checked, findings } = await examine(good);
    expect(checked.clusters).toEqual(['hammer']);
    expect(findings[0]?.remedy).toBe(`Move it away, out of ${join(good.root, 'clusters')}.`);
  });

  it('a cluster’s folder that was renamed is to be renamed back', async () => {
    renameSync(good.hammer.base, join(good.root, 'clusters/anvil'));
    const [found, ...others] = (await examine(good)).findings;
    expect(others).toEqual([]);
    expect(found).toMatchObject({ cluster: 'anvil', level: 'error' });
    expect(found?.remedy).toContain(`Rename it to ${good.hammer.base}, or move it away`);
  });

  it('what the file system refuses becomes a finding, and the rest goes on', async () => {
    rmSync(good.hammer.cursor);
    rmSync(good.hammer.health);
    openModes(good.root);
    symlinkSync('health.json', good.hammer.health);
    expect(await findingsOf(good)).toEqual([
      'hammer error clusters/hammer/state/poll_cursor.json: the cursor is lost, but not the rollups',
      "hammer error clusters/hammer/state/health.json: it cannot be looked at: ELOOP: too many symbolic links encountered, open 'ROOT/clusters/hammer/state/health.json'",
    ]);
  });
});

describe('C11 traces beside the clusters', () => {
  it.each([
    [
      'an old temporary file among the boards',
      'leaderboards/.alltime.json.0123456789abcdef.lone',
      'root warning leaderboards/.alltime.json.0123456789abcdef.lone: a temporary file of a program that was ended while it wrote',
    ],
    [
      'a config file that was never finished',
      'config/.config.yaml.0123456789abcdef.new',
      'root warning config/.config.yaml.0123456789abcdef.new: a temporary file of a program that was ended while it wrote',
    ],
    [
      'a board that was moved aside',
      'leaderboards/alltime.json.20260901T000000Z.bad',
      'root warning leaderboards/alltime.json.20260901T000000Z.bad: it was moved aside: it could not be trusted, or a repair put another one in its place',
    ],
  ])('%s', async (_, path, expected) => {
    place(join(good.root, path), 'x', { now: NOON, ageSeconds: 61 });
    chmodSync(join(good.root, path, '..'), 0o2775);
    expect(await findingsOf(good)).toEqual([expected]);
  });

  it('a temporary file that is being written is left alone', async () => {
    place(join(good.root, 'leaderboards/.alltime.json.0123456789abcdef.lone'), 'x', { now: NOON, ageSeconds: 59 });
    expect(await findingsOf(good)).toEqual([]);
  });
});
