import { chmodSync, chownSync, lchownSync, mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { findStrangerPaths, refuseStrangerPaths } from '../../../src/scoreboard/rollups/stranger-paths.ts';
import { emptyFolder } from '../place.ts';

/** Nobody's numbers: of whoever owns the root, of a stranger, of the maintainers' group. */
const OWNER = 54_321;
const STRANGER = 54_322;
const GROUP = 54_330;
const isRoot = process.getuid?.() === 0;

const FOLDERS = [
  ...['config', 'clusters', 'clusters/hammer', 'clusters/hammer/state', 'clusters/hammer/state/seen', 'leaderboards'],
  ...['clusters/hammer/agg', 'clusters/hammer/agg/rollups', 'clusters/hammer/agg/rollups/monthly'],
  ...['clusters/hammer/agg/rollups/daily', 'clusters/hammer/agg/users', 'clusters/hammer/leaderboards'],
  ...['clusters/hammer/logs', 'clusters/hammer/state/lock'],
];
const FILES = [
  ...['config/config.yaml', 'config/policy.json', 'clusters/hammer/state/poll_cursor.json'],
  ...['clusters/hammer/state/rate.json', 'clusters/hammer/state/health.json', 'clusters/hammer/state/slurm.json'],
  ...['clusters/hammer/state/derived.json', 'clusters/hammer/state/lock.owner.json'],
];

let root = '';
let elsewhere = '';
const at = (path: string): string => join(root, path);
const whole = () => findStrangerPaths({ root, whole: ['hammer'] });

/** Moves a path elsewhere and puts a link in its place, made by `uid`. */
function makeLink(path: string, uid: number, target = join(elsewhere, 'moved')): void {
  mkdirSync(dirname(target), { recursive: true });
  renameSync(at(path), target);
  symlinkSync(target, at(path));
  lchownSync(at(path), uid, uid);
}

beforeEach(({ skip }) => {
  if (!isRoot) skip('only root can give files to others');
  const folder = emptyFolder();
  root = join(folder, 'root');
  elsewhere = join(folder, 'elsewhere');
  mkdirSync(root);
  for (const path of FOLDERS) mkdirSync(at(path), { recursive: true });
  for (const path of FILES) writeFileSync(at(path), '');
  for (const path of ['', ...FOLDERS]) {
    chownSync(at(path), OWNER, GROUP);
    chmodSync(at(path), 0o2775);
  }
  for (const path of FILES) chownSync(at(path), OWNER, GROUP);
});

describe('a root of its maintainers', () => {
  it('is taken as it is', async () => {
    expect(await whole()).toEqual([]);
    await refuseStrangerPaths({ root, whole: ['hammer'] });
  });

  it('of which nothing is there yet, too', async () => {
    expect(await findStrangerPaths({ root: join(root, 'none'), whole: ['hammer'] })).toEqual([]);
  });

  it.each<[string, () => void]>([
    ['a folder made by a fellow of its group', () => chownSync(at('clusters/hammer'), STRANGER, GROUP)],
    ['a link made by root, to anywhere', () => makeLink('clusters', 0)],
    ['a link made by its owner, to below the root', () => makeLink('leaderboards', OWNER, at('boards'))],
  ])('with %s is taken', async (_, change) => {
    change();
    expect(await whole()).toEqual([]);
  });

  it('reached by a link is taken', async () => {
    makeLink('leaderboards', OWNER, at('boards'));
    symlinkSync(root, join(elsewhere, '..', 'alias'));
    expect(await findStrangerPaths({ root: join(elsewhere, '..', 'alias'), whole: ['hammer'] })).toEqual([]);
  });
});

describe('what a stranger could use is refused', () => {
  it.each([...FOLDERS, ...FILES])('a link of theirs in place of %s', async (path) => {
    makeLink(path, STRANGER);
    const [found, ...more] = await whole();
    expect([found?.path, more]).toEqual([at(path), []]);
    expect(found?.what).toBe(
      `it is a link to ${join(elsewhere, 'moved')}, made by uid ${STRANGER}, who is neither you nor root`,
    );
    await expect(refuseStrangerPaths({ root, whole: ['hammer'] })).rejects.toMatchObject({
      exitCode: 5,
      message: expect.stringContaining(`${at(path)}: it is a link`),
    });
  });

  it.each([...FOLDERS, ...FILES])('%s when it is theirs', async (path) => {
    chownSync(at(path), STRANGER, STRANGER);
    expect(await whole()).toMatchObject([
      { path: at(path), what: `it belongs to uid ${STRANGER}, who is no maintainer of ${root}` },
    ]);
  });

  it.each([...FOLDERS, ...FILES])('%s when everybody may write to it', async (path) => {
    chmodSync(at(path), 0o1777);
    expect(await whole()).toMatchObject([
      { path: at(path), what: 'everybody may write to it (mode 1777)', remedy: expect.stringContaining('chmod o-w') },
    ]);
  });

  it('the root itself when everybody may write to it', async () => {
    chmodSync(root, 0o777);
    expect(await whole()).toMatchObject([{ path: root, what: 'everybody may write to it (mode 0777)' }]);
  });

  it('a link of the root’s owner that leads out of the root', async () => {
    makeLink('leaderboards', OWNER);
    expect(await whole()).toMatchObject([{ path: at('leaderboards') }]);
  });

  it('a folder of the same group where that may not write to the root', async () => {
    chmodSync(root, 0o755);
    chownSync(at('clusters/hammer'), STRANGER, GROUP);
    expect(await whole()).toMatchObject([{ path: at('clusters/hammer') }]);
  });

  it('what a link of root’s leads to when that is theirs', async () => {
    makeLink('clusters/hammer/logs', 0);
    chownSync(join(elsewhere, 'moved'), STRANGER, STRANGER);
    expect(await whole()).toMatchObject([
      { path: at('clusters/hammer/logs'), what: expect.stringContaining('belongs') },
    ]);
  });

  it('also of a cluster that is only merged', async () => {
    chownSync(at('clusters/hammer/state'), STRANGER, STRANGER);
    expect(await findStrangerPaths({ root, whole: [] })).toMatchObject([{ path: at('clusters/hammer/state') }]);
  });
});
