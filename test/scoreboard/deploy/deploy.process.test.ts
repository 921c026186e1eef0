import { mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtCheckout, openFolder, run } from './checkout.ts';

let folder = '';
let first = '';
let second = '';
const prefix = (): string => join(folder, 'shared/my prefix');
beforeAll(() => {
  folder = openFolder();
  first = builtCheckout(join(folder, 'first checkout'));
  second = builtCheckout(join(folder, 'second'), 'two');
});
afterAll(() => rmSync(folder, { recursive: true }));

const deploy = (checkout: string, ...args: string[]) =>
  run([join(checkout, 'bin/slurm-sb'), 'deploy', '--prefix', prefix(), ...args]);
const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../../../package.json'), 'utf8'));

/** The lines below a heading of what deploy prints. */
function linesBelow(text: string, heading: RegExp): string[] {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => heading.test(line));
  const end = lines.findIndex((line, index) => index > start && !line.startsWith('  '));
  return lines.slice(start + 1, end).map((line) => line.trim());
}

describe('I2 deploy from a checkout', () => {
  it('to a path with spaces: what it prints to type works in sh, without any Node', () => {
    const { code, out, err } = deploy(first, '--root', join(folder, 'the root'));
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^ {2}runs on \S+ Linux with glibc 2\.\d+ or later; this host has 2\.\d+$/m);
    const [line, viewer] = linesBelow(out, /^Users type/);
    expect(viewer).toBe('slurm-sb-tui');
    const shown = run([
      'sh',
      '-c',
      `${line}; slurm-sb --version; readlink '${prefix()}/root'; command -v slurm-sb-tui`,
    ]);
    expect(shown).toEqual({
      code: 0,
      err: '',
      out: `${version}\n${join(folder, 'the root')}\n${prefix()}/bin/slurm-sb-tui\n`,
    });
    const [cron] = linesBelow(out, /^crontab/);
    expect(cron).toBe(
      `*/10 * * * * '${prefix()}/bin/slurm-sb' poll --cluster CLUSTER --root '${join(folder, 'the root')}'`,
    );
  });

  it('an upgrade and the way back are what is printed', () => {
    const before = readlinkSync(join(prefix(), 'current'));
    const { out } = deploy(second);
    const after = readlinkSync(join(prefix(), 'current'));
    expect(after).not.toBe(before);
    const [back] = linesBelow(out, /^Back to /);
    expect(run(['sh', '-c', back!])).toMatchObject({ code: 0, err: '' });
    expect(readlinkSync(join(prefix(), 'current'))).toBe(before);
    expect(run([join(prefix(), 'bin/slurm-sb'), '--version'])).toMatchObject({ code: 0, out: `${version}\n` });
  });

  it('init names the launcher that stays, not that of one version', () => {
    const init = run([
      join(prefix(), 'bin/slurm-sb'),
      'init',
      '--root',
      join(folder, 'r'),
      '--cluster',
      'bell',
      '--yes',
    ]);
    expect(init.out).toContain(`\n*/10 * * * * '${prefix()}/bin/slurm-sb' poll --cluster bell `);
  });

  it('man pages and completions stay where they are over upgrades', () => {
    for (const path of ['man/man1/slurm-sb.1', 'man/man5/slurm-sb.yaml.5', 'bash-completion/completions/slurm-sb']) {
      expect(readFileSync(join(prefix(), 'share', path), 'utf8').length, path).toBeGreaterThan(100);
    }
    const completion = join(prefix(), 'share/bash-completion/completions/slurm-sb');
    const code = `. "$0"; COMP_WORDS=(slurm-sb depl); COMP_CWORD=1; _slurm_sb; echo "\${COMPREPLY[@]}"`;
    expect(run(['bash', '--norc', '-c', code, completion]).out).toBe('deploy\n');
  });

  it('--json tells the same', () => {
    const { out } = deploy(first, '--json');
    expect(JSON.parse(out)).toMatchObject({
      prefix: prefix(),
      id: readlinkSync(join(prefix(), 'current')).slice('versions/'.length),
      written: 'nothing',
      dry_run: false,
      closed: [],
      needs: { machine: run(['uname', '-m']).out.trim() },
    });
    const listed = JSON.parse(deploy(first, '--list', '--json').out);
    expect(listed.versions.map((one: { in_force: boolean }) => one.in_force).sort()).toEqual([false, true]);
  });
});

describe('I2 deploy from what was deployed', () => {
  it('copies itself: the same id elsewhere, whole', () => {
    const other = join(folder, 'other');
    const own = join(prefix(), 'bin/slurm-sb');
    expect(run([own, 'deploy', '--prefix', other])).toMatchObject({ code: 0, err: '' });
    expect(readlinkSync(join(other, 'current'))).toBe(readlinkSync(join(prefix(), 'current')));
    const files = (top: string): string[] => readdirSync(join(top, 'current/'), { recursive: true, encoding: 'utf8' });
    expect(files(other).sort()).toEqual(files(prefix()).sort());
    expect(run([join(other, 'bin/slurm-sb'), '--version'])).toMatchObject({ code: 0, out: `${version}\n` });
  });

  it('knows its own prefix: --list, --rollback and --uninstall need none', () => {
    const other = join(folder, 'other/bin/slurm-sb');
    expect(run([other, 'deploy', '--list']).out).toMatch(/^\* \S+ .*; in force\n$/);
    expect(run([other, 'deploy', '--rollback'])).toMatchObject({ code: 1, err: expect.stringMatching(/^[^\n]*\n$/) });
    expect(run([other, 'deploy', '--uninstall'])).toMatchObject({ code: 0, err: '' });
    expect(readdirSync(join(folder, 'other'))).toEqual([]);
  });
});

describe('I2 bad usage', () => {
  it.each([
    [[], /deploy needs --prefix DIR/],
    [['--prefix', '/tmp/a:b'], /without a colon/],
    [['--prefix', '/'], /choose a folder of its own/],
    [['--prefix', '/tmp/..'], /choose a folder of its own/],
    [['--prefix', '/tmp/x', '--keep', 'all'], /--keep all: a whole number/],
    [['--prefix', '/tmp/x', '--rollback', '--list'], /cannot be used with/],
    [['--list'], /--prefix DIR is needed/],
  ])('%j ends with 2 and one line', (args, message) => {
    const { code, out, err } = run([join(first, 'bin/slurm-sb'), 'deploy', ...args]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(message);
    expect(err).toMatch(/^[^\n]*\n$/);
  });

  it('an unbuilt part is named', () => {
    const broken = builtCheckout(join(folder, 'broken'));
    rmSync(join(broken, 'LICENSE'));
    mkdirSync(join(folder, 'unused'));
    expect(run([join(broken, 'bin/slurm-sb'), 'deploy', '--prefix', join(folder, 'unused')])).toEqual({
      code: 1,
      out: '',
      err: `slurm-sb: ${broken}/LICENSE is missing; in a checkout, run: npm run build\n`,
    });
    expect(readdirSync(join(folder, 'unused'))).toEqual([]);
  });
});
