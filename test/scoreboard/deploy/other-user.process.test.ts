import { chmodSync, chownSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { needTools } from '../../house/need-tools.ts';
import { builtCheckout, openFolder, type Ran, run } from './checkout.ts';

/** A user of no name, no group and no file: the least that a login node has. */
const UID = 54_321;
const isRoot = process.getuid?.() === 0;

const ROWS = ['101', '102', '103'].map(
  (id) => `${id}|alice|COMPLETED|3600|4|1|100M|||cpu=4,mem=100M,node=1|1788220000|1788220000|1788223600`,
);

describe('I2 a user without Node, and a prefix that nobody may write to', () => {
  let folder = '';
  let prefix = '';
  let root = '';
  let home = '';

  const asUser = (command: string, env: Record<string, string> = {}): Ran => {
    const words = ['--reuid', String(UID), '--regid', String(UID), '--clear-groups', '--', 'sh', '-c', command];
    return run(['setpriv', ...words], { HOME: home, ...env });
  };

  beforeAll(() => {
    if (!isRoot) return;
    folder = openFolder();
    prefix = join(folder, 'read only');
    root = join(folder, 'root');
    home = join(folder, 'home');
    mkdirSync(home);
    chownSync(home, UID, UID);
    mkdirSync(root);
    const checkout = builtCheckout(join(folder, 'checkout'));
    // Nobody else sees the checkout: what is deployed must not need it.
    chmodSync(checkout, 0o700);
    expect(run([join(checkout, 'bin/slurm-sb'), 'deploy', '--prefix', prefix, '--root', root])).toMatchObject({
      code: 0,
      err: '',
    });
    const dump = join(folder, 'dump');
    writeFileSync(dump, `${ROWS.join('\n')}\n`);
    const ingest = ['ingest', '--cluster', 'hammer', '--root', root, dump];
    expect(run([join(prefix, 'bin/slurm-sb'), ...ingest])).toMatchObject({ code: 0 });
    expect(run(['chmod', '-R', 'a-w', prefix])).toMatchObject({ code: 0 });
  });
  afterAll(() => {
    if (folder !== '') rmSync(folder, { recursive: true, force: true });
  });

  const typed = (): string => `export PATH='${prefix}/bin':"$PATH"`;

  /** What a test needs beyond this machine's own tools. */
  function need(skip: (note: string) => void): void {
    if (!isRoot) skip('only root can become another user');
    needTools(skip, 'setpriv');
  }

  it('runs --version, top and user', ({ skip }) => {
    need(skip);
    expect(asUser(`${typed()}; slurm-sb --version`)).toMatchObject({ code: 0, err: '' });
    const top = asUser(`${typed()}; slurm-sb top --root '${root}' --window alltime --json`);
    expect([top.code, top.err]).toEqual([0, '']);
    expect(JSON.parse(top.out).rows).toMatchObject([{ rank: 1, user: 'alice', value: 12 }]);
    expect(asUser(`${typed()}; slurm-sb user alice --root '${root}'`)).toMatchObject({ code: 0, err: '' });
  });

  it('needs no more than PATH: deploy --root said where the boards are', ({ skip }) => {
    need(skip);
    for (const command of ['slurm-sb top --window alltime', 'slurm-sb-tui --window alltime']) {
      const { code, out, err } = asUser(`${typed()}; ${command}`);
      expect([code, err]).toEqual([0, '']);
      expect(out).toMatch(/1 .*alice .*12\.0/);
    }
    const shown = asUser(`${typed()}; slurm-sb config show`);
    expect(shown.out).toMatch(/^root .*deploy --root/m);
    expect(asUser(`${typed()}; slurm-sb top --root /nonexistent`).code).toBe(5);
  });

  it('B10 opens few files for its version: at most 15 beyond those of a bare node', ({ skip }) => {
    need(skip);
    needTools(skip, 'strace');
    const opens = (command: string): number => {
      const { code, out } = asUser(
        `${typed()}; strace -f -qq -e trace=open,openat,creat -o '${home}/trace' ${command}`,
      );
      expect([code, out]).toEqual([0, expect.any(String)]);
      return readFileSync(join(home, 'trace'), 'utf8').match(/ = \d+/g)!.length;
    };
    const bare = opens(`'${prefix}/lib/node' -e 0`);
    expect(bare).toBeGreaterThan(0);
    const beyond = opens('slurm-sb --version') - bare;
    expect(beyond).toBeGreaterThan(0);
    expect(beyond).toBeLessThanOrEqual(15);
  });

  it('runs probe, which tells that there is no sacct: exit 4', ({ skip }) => {
    need(skip);
    const env = { SLURM_SB_SACCT_PATH: '/nonexistent/sacct', SLURM_SB_SCONTROL_PATH: '/nonexistent/scontrol' };
    const probe = asUser(`${typed()}; slurm-sb probe --root '${root}'`, env);
    expect([probe.code, probe.err]).toEqual([4, '']);
    expect(probe.out).toMatch(/sacct/);
  });

  it('without a home at all it runs too', ({ skip }) => {
    need(skip);
    const env = { HOME: '/nonexistent' };
    expect(asUser(`${typed()}; slurm-sb top --root '${root}'`, env)).toMatchObject({ code: 0, err: '' });
  });

  it('cannot upgrade it: exit 5, one line, and nothing changes', ({ skip }) => {
    need(skip);
    const before = readdirSync(join(prefix, 'versions'));
    for (const args of ['--prefix', '--rollback --prefix', '--uninstall --prefix']) {
      const { code, out, err } = asUser(`${typed()}; slurm-sb deploy ${args} '${prefix}'`);
      // There is no version before this one, and whoever may not write need not be told more.
      expect(code, args).toBe(args.startsWith('--rollback') ? 1 : 5);
      expect([out, err.match(/\n/g)?.length]).toEqual(['', 1]);
    }
    expect(readdirSync(join(prefix, 'versions'))).toEqual(before);
  });

  it('cannot install below a folder that is closed to writing: exit 5, one line that names it', ({ skip }) => {
    need(skip);
    expect(asUser(`${typed()}; slurm-sb deploy --prefix '${folder}/new/prefix'`)).toEqual({
      code: 5,
      out: '',
      err: `slurm-sb: ${folder}/new/prefix cannot be used as prefix: you may not write to ${folder}\n`,
    });
  });

  it('can install a copy of its own, and is told of folders that others cannot enter', ({ skip }) => {
    need(skip);
    chmodSync(home, 0o700);
    const { code, out, err } = asUser(`${typed()}; slurm-sb deploy --prefix "$HOME/sb" && "$HOME/sb/bin/slurm-sb" -V`);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain(`  caution: other people cannot enter ${home}: chmod o+x ${home}\n`);
  });
});
