import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const TREE: Record<string, string> = {
  'test/a.test.ts': `test('good', () => {}); test('better', () => {}); test('bad', () => expect(1).toBe(2));`,
  'test/deep/b.property.test.tsx': `test('good', () => {});`,
  'test/c.golden.test.ts': `throw new Error('on import');`,
  'test/d.process.test.ts': `beforeAll(() => { throw new Error('in a hook'); }); test('not run', () => {});`,
  'test/e.crash.test.ts': `test('good', () => { void Promise.reject(new Error('nobody waits')); });`,
  'test/f.slurm.test.ts': `
    beforeAll(() => writeFileSync('slurm-hook-ran', ''));
    test('one', alone); describe('more', () => { test('two', () => {}); });`,
  'test/g.slurm.test.ts': `test('three', alone);`,
};
const IMPORTS = `
  import { mkdirSync, rmdirSync, writeFileSync } from 'node:fs';
  import { setTimeout as delay } from 'node:timers/promises';
  import { beforeAll, describe, expect, test } from 'vitest';
  const alone = async () => { mkdirSync('busy'); await delay(500); rmdirSync('busy'); };`;

const HINT =
  'slurm tests skipped: they need two real clusters; as root: eval "$(test/slurm/up.sh /tmp/sb)" && test/slurm/jobs.sh /tmp/sb';

describe('a vitest run with the project’s configuration', () => {
  const tree = mkdtempSync(join(tmpdir(), 'slurm-sb-reporter-'));
  beforeAll(() => {
    for (const [path, text] of Object.entries(TREE)) {
      mkdirSync(dirname(join(tree, path)), { recursive: true });
      writeFileSync(join(tree, path), IMPORTS + text);
    }
    symlinkSync(join(ROOT, 'node_modules'), join(tree, 'node_modules'));
  });
  afterAll(() => rmSync(tree, { recursive: true }));

  const vitest = async (env: Record<string, string>, ...filters: string[]) => {
    const args = ['run', '--config', join(ROOT, 'vitest.config.ts'), '--root', tree, ...filters];
    const clean = { PATH: process.env.PATH, HOME: process.env.HOME, NO_COLOR: '1' };
    const { stdout, exitCode } = await execa(join(ROOT, 'node_modules/.bin/vitest'), args, {
      cwd: tree,
      env: { ...clean, ...env },
      extendEnv: false,
      reject: false,
    });
    return { exitCode, ending: (lines: number) => stdout.trimEnd().split('\n').slice(-lines) };
  };

  test('counts by kind; what broke outside of a test is a failure', async () => {
    const { exitCode, ending } = await vitest({});
    expect(ending(11)).toEqual([
      'kind          files   passed   failed  skipped',
      'unit              1        2        1        0',
      'property          1        1        0        0',
      'golden            1        0        1        0',
      'process           1        0        1        1',
      'crash             1        1        0        0',
      'slurm             2        0        0        3',
      'all               7        4        4        4',
      '1 errors outside of any test count as failed',
      HINT,
      '4 passed, 4 failed, 4 skipped',
    ]);
    expect(exitCode).toBe(1);
    expect(existsSync(join(tree, 'slurm-hook-ran'))).toBe(false);
  });

  test('skipped slurm tests pass a run, but not where CI is set', async () => {
    const summary = [
      'kind          files   passed   failed  skipped',
      'property          1        1        0        0',
      'slurm             2        0        0        3',
      'all               3        1        0        3',
      HINT,
    ];
    const alone = await vitest({}, 'b.property', 'slurm');
    expect(alone.ending(6)).toEqual([...summary, '1 passed, 0 failed, 3 skipped']);
    expect(alone.exitCode).toBe(0);

    const ci = await vitest({ CI: 'true' }, 'b.property', 'slurm');
    expect(ci.ending(7)).toEqual([
      ...summary,
      'skipped tests are failures where CI is set',
      '1 passed, 0 failed, 3 skipped',
    ]);
    expect(ci.exitCode).toBe(1);
  });

  test('slurm tests run, one file at a time, when the clusters’ folder is named', async () => {
    const { exitCode, ending } = await vitest({ CI: 'true', SLURM_SB_TEST_BASE: '/anywhere' }, 'slurm');
    expect(ending(1)).toEqual(['3 passed, 0 failed']);
    expect(exitCode).toBe(0);
    expect(existsSync(join(tree, 'slurm-hook-ran'))).toBe(true);
  });

  test('a filter that fits no file fails', async () => {
    expect((await vitest({}, 'no-such-file')).exitCode).toBe(1);
  });
});
