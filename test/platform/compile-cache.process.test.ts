import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyFolder } from '../scoreboard/place.ts';

const SOURCE = new URL('../../src/platform/compile-cache.ts', import.meta.url).href;

const IMPORTED = join(emptyFolder(), 'empty.mjs');
writeFileSync(IMPORTED, '');

/** Runs a program that keeps compiled code for a bundle's folder, imports a module, and prints what Node then uses. */
function keep(env: Record<string, string>, bundles: string) {
  const code = `
    import { getCompileCacheDir } from 'node:module';
    import { keepCompiledCode } from ${JSON.stringify(SOURCE)};
    keepCompiledCode(${JSON.stringify(bundles)});
    await import(${JSON.stringify(IMPORTED)});
    process.stdout.write(getCompileCacheDir() ?? 'none');`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
    env: { PATH: process.env.PATH ?? '', ...env },
    encoding: 'utf8',
    timeout: 20_000,
  });
  return { status, stdout, stderr };
}

const NOTHING = { status: 0, stdout: 'none', stderr: '' };

describe('B5 compiled code', () => {
  it("is kept below the user's caches, by the version's folder, and by Node for each user apart", () => {
    const home = emptyFolder();
    const { status, stdout, stderr } = keep({ HOME: home }, '/opt/slurm-sb/versions/1.2-abc/dist');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout.startsWith(join(home, '.cache/slurm-sb/1.2-abc/'))).toBe(true);
    expect(stdout.endsWith(`-${process.geteuid?.()}`)).toBe(true);
    expect(readdirSync(stdout)).toHaveLength(1);
  });

  it.each([
    ['without the home', { HOME: '/nonexistent' }],
    ['where folders can never be made', { HOME: '/proc' }],
    ['where a file is in the way', { XDG_CACHE_HOME: '/dev/null' }],
    ['below a file', { XDG_CACHE_HOME: '/dev/null/x' }],
    ['when Node is told not to', { HOME: '.', NODE_DISABLE_COMPILE_CACHE: '1' }],
  ])('is not kept %s, and nothing is said', (_, env: Record<string, string>) => {
    const home = emptyFolder();
    const given = env.HOME === '.' ? { ...env, HOME: home } : env;
    expect(keep(given, '/opt/x/dist')).toEqual(NOTHING);
    expect(readdirSync(home)).toEqual([]);
    expect(existsSync('/nonexistent')).toBe(false);
  });

  it('a damaged cache is no fault', () => {
    const home = emptyFolder();
    const { stdout } = keep({ HOME: home }, '/opt/x/dist');
    for (const name of readdirSync(stdout)) writeFileSync(join(stdout, name), 'x');
    expect(keep({ HOME: home }, '/opt/x/dist')).toEqual({ status: 0, stdout, stderr: '' });
  });

  it('and what Node leaves behind on a full disk do not pile up', () => {
    const home = emptyFolder();
    const { stdout } = keep({ HOME: home }, '/opt/x/dist');
    for (let left = 0; left < 49; left += 1) writeFileSync(join(stdout, `left.${left}`), '');
    keep({ HOME: home }, '/opt/x/dist');
    expect(readdirSync(stdout)).toHaveLength(50);
    writeFileSync(join(stdout, 'left.49'), '');
    keep({ HOME: home }, '/opt/x/dist');
    expect(readdirSync(stdout)).toHaveLength(1);
  });

  it('that stays is of the four versions that came last', () => {
    const home = emptyFolder();
    const caches = join(home, '.cache/slurm-sb');
    mkdirSync(caches, { recursive: true, mode: 0o700 });
    for (const [index, name] of ['v1', 'v2', 'v3', 'v4'].entries()) {
      keep({ HOME: home }, `/opt/${name}/dist`);
      utimesSync(join(caches, name), 1_000 + index, 1_000 + index);
    }
    keep({ HOME: home }, '/opt/v1/dist');
    expect(readdirSync(caches)).toEqual(['v1', 'v2', 'v3', 'v4']);
    keep({ HOME: home }, '/opt/v5/dist');
    expect(readdirSync(caches)).toEqual(['v2', 'v3', 'v4', 'v5']);
    expect(statSync(join(caches, 'v5')).mode & 0o777).toBe(0o700);
  });
});
