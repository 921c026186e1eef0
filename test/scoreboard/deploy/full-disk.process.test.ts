import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { needTools } from '../../house/need-tools.ts';
import { builtCheckout, openFolder, type Ran, run } from './checkout.ts';

let folder = '';
let launcher = '';
beforeAll(() => {
  folder = openFolder();
  mkdirSync(join(folder, 'disk'));
  launcher = join(builtCheckout(join(folder, 'checkout')), 'bin/slurm-sb');
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Deploys to a small disk of its own, which is gone afterwards; then lists what is left below the prefix. */
function deployTo(skip: (note: string) => void, options: string): Ran {
  if (process.getuid?.() !== 0) skip('only root can mount a disk');
  needTools(skip, 'unshare', 'mount');
  const disk = join(folder, 'disk');
  const script = `mount -t tmpfs -o ${options} tmpfs ${disk} || exit 99
    ${launcher} deploy --prefix ${disk}/sb; code=$?; find ${disk}/sb -mindepth 1; exit $code`;
  return run(['unshare', '-m', 'sh', '-c', script]);
}

describe('I2 a disk that is full', () => {
  it('is seen before anything is written: exit 1, one line with the numbers', ({ skip }) => {
    const { code, out, err } = deployTo(skip, 'size=60m');
    expect(err).toMatch(/^slurm-sb: no room below \S+\/disk\/sb: a version needs \d+ MB, 6\d MB are free\n/);
    expect([code, out]).toEqual([1, '']);
  });

  it('while writing: exit 1, one line, and no half is left', ({ skip }) => {
    // Room enough, but for twelve names only: as a quota, which nobody can ask for.
    const { code, out, err } = deployTo(skip, 'size=900m,nr_inodes=12');
    expect(err).toMatch(/^slurm-sb: no room below \S+\/disk\/sb: ENOSPC: [^\n]*\n$/);
    expect([code, out.trim()]).toEqual([1, join(folder, 'disk/sb/versions')]);
  });
});
