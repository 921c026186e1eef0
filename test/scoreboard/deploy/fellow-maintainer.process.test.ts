import { chmodSync, chownSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { needTools } from '../../house/need-tools.ts';
import { builtCheckout, openFolder, type Ran, run } from './checkout.ts';

/** Two people, each with a group of their own, who share one more. */
const [ONE, OTHER, GROUP] = [54_331, 54_332, 54_330];
const isRoot = process.getuid?.() === 0;

describe('I2 two maintainers of one group, and one prefix', () => {
  let folder = '';
  let prefix = '';
  beforeAll(() => {
    if (!isRoot) return;
    folder = openFolder();
    prefix = join(folder, 'shared/sb');
    builtCheckout(join(folder, 'a'));
    builtCheckout(join(folder, 'b'), 'b');
    // What docs/install.md tells to do.
    mkdirSync(join(folder, 'shared'));
    chownSync(join(folder, 'shared'), 0, GROUP);
    chmodSync(join(folder, 'shared'), 0o2775);
  });
  afterAll(() => {
    if (folder !== '') rmSync(folder, { recursive: true, force: true });
  });

  /** Deploys as somebody whose umask lets nobody else in. */
  function deployAs(uid: number, checkout: string, ...args: string[]): Ran {
    const who = ['--reuid', String(uid), '--regid', String(uid), '--groups', String(GROUP)];
    const launcher = join(folder, checkout, 'bin/slurm-sb');
    const command = [
      'sh',
      '-c',
      'umask 077; exec "$@"',
      'sh',
      launcher,
      'deploy',
      '--prefix',
      prefix,
      '--json',
      ...args,
    ];
    return run(['setpriv', ...who, '--', ...command]);
  }

  it('the one upgrades, goes back, removes and uninstalls what the other deployed', ({ skip }) => {
    if (!isRoot) skip('only root can become other users');
    needTools(skip, 'setpriv');
    const first = JSON.parse(deployAs(ONE, 'a').out);
    const second = deployAs(OTHER, 'b');
    expect([second.code, second.err]).toEqual([0, '']);
    const { id, before } = JSON.parse(second.out);
    expect(before).toBe(first.id);
    expect(statSync(join(prefix, 'versions', id)).gid).toBe(GROUP);
    expect(deployAs(ONE, 'a', '--rollback')).toMatchObject({ code: 0, err: '' });
    expect(deployAs(ONE, 'a', '--remove', id)).toMatchObject({ code: 0, err: '' });
    const history = readFileSync(join(prefix, 'versions/history.jsonl'), 'utf8').trim().split('\n');
    expect(history.map((line) => JSON.parse(line).action)).toEqual(['deploy', 'deploy', 'rollback']);
    expect(deployAs(OTHER, 'b', '--uninstall')).toMatchObject({ code: 0, err: '' });
    expect(readdirSync(prefix)).toEqual([]);
  });

  it('puts right what the other’s version lacks', ({ skip }) => {
    if (!isRoot) skip('only root can become other users');
    needTools(skip, 'setpriv');
    const { id } = JSON.parse(deployAs(ONE, 'a').out);
    writeFileSync(join(prefix, 'versions', id, 'dist/slurm-sb.js'), 'damaged');
    const mended = deployAs(OTHER, 'a');
    expect(mended.err).toBe('');
    expect(JSON.parse(mended.out)).toMatchObject({ id, written: 'mended', mended: ['dist/slurm-sb.js'] });
  });
});
