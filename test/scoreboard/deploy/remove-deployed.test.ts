import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runningBelow } from '../../../src/platform/running-below.ts';
import { removeDeployed } from '../../../src/scoreboard/deploy/remove-deployed.ts';
import { deployPlace, HOUR_MS, put, tree } from './deploy-place.ts';

let place: ReturnType<typeof deployPlace>;
let child: ChildProcess | null = null;
beforeEach(() => {
  place = deployPlace();
});
afterEach(() => {
  child?.kill('SIGKILL');
  child = null;
});

const remove = (wish: string | null, more: { force?: boolean; dryRun?: boolean } = {}) =>
  removeDeployed(place.parts, { prefix: place.prefix, wish, force: false, dryRun: false, ...more });

/** A process that was started with a file of this version. */
async function startFrom(id: string): Promise<number> {
  const folder = join(place.prefix, 'versions', id);
  child = spawn('/bin/sh', ['-c', 'sleep 600; :', 'sh', join(folder, 'dist/slurm-sb.js')], { stdio: 'ignore' });
  const { pid } = child;
  await expect.poll(() => runningBelow(folder)).toContain(pid);
  return pid!;
}

describe('I2 --remove', () => {
  it('removes an old version, by id', async () => {
    const one = await place.deploy('1');
    const two = await place.deploy('2');
    expect(await remove(one.id)).toEqual({ prefix: place.prefix, removed: [one.id], foreign: [] });
    expect(tree(join(place.prefix, 'versions')).filter((path) => !path.includes('/'))).toEqual([
      two.id,
      'history.jsonl',
    ]);
  });

  it('refuses the one in force and one that is not there', async () => {
    const { id } = await place.deploy('1');
    await expect(remove(id)).rejects.toMatchObject({
      exitCode: 1,
      message: `${id} is in force: put another in force first, or remove all with --uninstall`,
    });
    await expect(remove('2.0.0')).rejects.toMatchObject({ exitCode: 2 });
  });

  it('refuses one that runs on this host, but for --force; --keep spares it', async () => {
    const one = await place.deploy('1');
    await place.deploy('2');
    const pid = await startFrom(one.id);
    await expect(remove(one.id)).rejects.toMatchObject({
      exitCode: 1,
      message: `process ${pid} of this host runs from there: end it first, or give --force`,
    });
    place.clock.set(place.clock.nowMs() + 48 * HOUR_MS);
    expect(await place.deploy('2', { keep: 0 })).toMatchObject({
      removed: [],
      spared: [{ id: one.id, why: `runs on this host (pid ${pid})` }],
    });
    expect(await remove(one.id, { force: true })).toMatchObject({ removed: [one.id] });
  });
});

describe('I2 --uninstall', () => {
  it('removes all that deploy made and nothing else, and names what is left', async () => {
    const { prefix } = place;
    put(join(prefix, 'config/config.yaml'), 'root: x');
    put(join(prefix, 'bin/other'), 'theirs');
    const one = await place.deploy('1');
    const two = await place.deploy('2');
    put(join(prefix, 'versions', one.id, 'dist/note'), 'theirs');
    symlinkSync('/opt', join(prefix, 'mine'));
    const removed = await remove(null);
    expect([...removed.removed].sort()).toEqual([one.id, two.id].sort());
    expect([...removed.foreign].sort()).toEqual(
      ['bin/other', 'config', 'mine', `versions/${one.id}/dist/note`].map((path) => join(prefix, path)),
    );
    expect(tree(prefix)).toEqual([
      'bin',
      'bin/other',
      'config',
      'config/config.yaml',
      'mine -> /opt',
      'versions',
      `versions/${one.id}`,
      `versions/${one.id}/dist`,
      `versions/${one.id}/dist/note`,
    ]);
  });

  it('leaves an empty folder where there was nothing else, and says so the second time', async () => {
    await place.deploy('1');
    expect(await remove(null)).toMatchObject({ foreign: [] });
    expect(tree(place.prefix)).toEqual([]);
    await expect(remove(null)).rejects.toMatchObject({ exitCode: 1 });
  });

  it('with --dry-run removes nothing', async () => {
    const { id } = await place.deploy('1');
    const before = tree(place.prefix);
    expect(await remove(null, { dryRun: true })).toMatchObject({ removed: [id] });
    expect(tree(place.prefix)).toEqual(before);
  });

  it('refuses while a program runs from there, but for --force', async () => {
    const { id } = await place.deploy('1');
    await startFrom(id);
    await expect(remove(null)).rejects.toMatchObject({ exitCode: 1 });
    expect(existsSync(join(place.prefix, 'bin/slurm-sb'))).toBe(true);
    expect(await remove(null, { force: true })).toMatchObject({ removed: [id] });
  });

  it('leaves a launcher that somebody else put in the place of ours', async () => {
    await place.deploy('1');
    const path = join(place.prefix, 'bin/slurm-sb');
    const { rmSync } = await import('node:fs');
    rmSync(path);
    put(path, 'theirs');
    expect(await remove(null)).toMatchObject({ foreign: [path] });
  });
});
