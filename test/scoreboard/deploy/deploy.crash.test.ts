import { existsSync, readlinkSync, rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { needTools } from '../../house/need-tools.ts';
import { builtCheckout, openFolder, type Ran, run } from './checkout.ts';
import { tree } from './deploy-place.ts';

/**
 * The system calls that change names. One thread does them all, so that the n-th is the same in every run.
 * Source: strace(1), fault injection.
 */
const CALLS = 'mkdir,symlink,link,rename,unlink,rmdir,?symlinkat,?linkat,?renameat,?renameat2,?unlinkat,?mkdirat';
/** More than a deploy makes; reached only when the count below is wrong. */
const MOST = 120;

describe('I2 killed with -9 at each call that changes a name', () => {
  let folder = '';
  let one = '';
  let two = '';
  beforeAll(() => {
    folder = openFolder();
    one = builtCheckout(join(folder, 'one'));
    two = builtCheckout(join(folder, 'two'), 'two');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const deploy = (checkout: string, prefix: string, ...before: string[]) => {
    const command = [join(checkout, 'node_modules/.bin/node'), join(checkout, 'dist/slurm-sb.js')];
    return run([...before, ...command, 'deploy', '--prefix', prefix], { UV_THREADPOOL_SIZE: '1' });
  };
  /** Kills at the n-th call; false: the deploy ended before. */
  const isKilledAt = (count: number, prefix: string): boolean => {
    const inject = `inject=${CALLS}:signal=KILL:when=${count}`;
    const { code, err } = deploy(two, prefix, 'strace', '-f', '-qqq', '-o', join(folder, 'trace'), '-e', inject);
    if (code === 0) return false;
    expect(code, err).toBeNull();
    return true;
  };
  /** The next deploy, two minutes later where nobody could tell whose the lock was. */
  const deployAgain = (prefix: string): Ran => {
    const first = deploy(two, prefix);
    if (first.code !== 3) return first;
    expect(first.err).toMatch(/, or was killed a moment ago: try again in two minutes\n$/);
    const then = Date.now() / 1000 - 125;
    utimesSync(join(prefix, 'versions/lock'), then, then);
    return deploy(two, prefix);
  };
  const version = (prefix: string) => run([join(prefix, 'bin/slurm-sb'), '--version']);

  it('an upgrade leaves the old or the new version in force, whole; the next deploy puts all right', ({ skip }) => {
    needTools(skip, 'strace');
    const template = join(folder, 'template');
    expect(deploy(one, template)).toMatchObject({ code: 0 });
    const old = readlinkSync(join(template, 'current'));
    const undisturbed = join(folder, 'undisturbed');
    run(['cp', '-a', '--link', template, undisturbed]);
    expect(deploy(two, undisturbed)).toMatchObject({ code: 0, err: '' });
    const wanted = tree(undisturbed);
    const fresh = readlinkSync(join(undisturbed, 'current'));

    const seen = new Set<string>();
    let kills = 0;
    for (let count = 1; count <= MOST; count++) {
      const prefix = join(folder, 'p');
      rmSync(prefix, { recursive: true, force: true });
      run(['cp', '-a', '--link', template, prefix]);
      const killed = isKilledAt(count, prefix);
      const current = readlinkSync(join(prefix, 'current'));
      seen.add(current);
      expect([old, fresh], `call ${count}`).toContain(current);
      expect(version(prefix), `call ${count}`).toMatchObject({ code: 0, err: '' });
      expect(deployAgain(prefix), `call ${count}`).toMatchObject({ code: 0, err: '' });
      expect(tree(prefix), `call ${count}`).toEqual(wanted);
      if (!killed) break;
      kills++;
    }
    // The folders of a version, its name, history, link, lock: killed before and after the switch.
    expect(kills).toBeGreaterThan(15);
    expect(kills).toBeLessThan(MOST);
    expect([...seen].sort()).toEqual([old, fresh].sort());
  });

  it('a first deploy leaves nothing that starts, or all of it; the next deploy puts all right', ({ skip }) => {
    needTools(skip, 'strace');
    const wanted = join(folder, 'wanted');
    expect(deploy(two, wanted)).toMatchObject({ code: 0 });
    for (const count of [1, 4, 9, 14, 18, 21, 24, 27, 30]) {
      const prefix = join(folder, 'first');
      rmSync(prefix, { recursive: true, force: true });
      isKilledAt(count, prefix);
      if (existsSync(join(prefix, 'current'))) expect(version(prefix)).toMatchObject({ code: 0 });
      expect(deployAgain(prefix), `call ${count}`).toMatchObject({ code: 0, err: '' });
      expect(tree(prefix), `call ${count}`).toEqual(tree(wanted));
    }
  });
});
