import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { addConfigCommand } from '../../../src/scoreboard/commands/config-command.ts';
import { callProgram } from './call-program.ts';

const folder = mkdtempSync(join(tmpdir(), 'slurm-sb-config-command-'));
const root = join(folder, 'root');
const home = join(folder, 'home');
const rootFile = join(root, 'config/config.yaml');
const policyFile = join(root, 'config/policy.json');
const homeFile = join(home, '.slurm_scoreboard/config.yaml');

beforeEach(() => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(root, 'config'), { recursive: true });
  mkdirSync(join(home, '.slurm_scoreboard'), { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true }));

const config = (...args: string[]) => callProgram(addConfigCommand, ['config', ...args], { home });

describe('C16 config check', () => {
  test('says ok and which files were read', async () => {
    writeFileSync(rootFile, 'cluster: hammer\n');
    writeFileSync(homeFile, '');
    expect(await config('check', '--root', root)).toEqual({
      code: 0,
      out: `ok\nread       ${rootFile}\nnot there  ${policyFile}\nread       ${homeFile}\n`,
      err: '',
      error: null,
    });
  });

  test('names every mistake of every file by line, exit 2', async () => {
    writeFileSync(rootFile, 'cluster: hammer\nrate_limit: 2\npoll_interval_sec: often\n');
    writeFileSync(policyFile, '{"bell":\n {"steps": 7}}');
    writeFileSync(homeFile, 'min_jobs: 1\nsteps: true\nsteps: true\n');
    expect(await config('check', '--root', root)).toEqual({
      code: 2,
      out: '',
      err: [
        `${rootFile}:2: rate_limit: there is no such key; did you mean rate_limit_per_min?`,
        `${rootFile}:3: poll_interval_sec: "often" is not a whole number from 1 to 86400 (seconds)`,
        `${policyFile}:2: bell.steps: 7 is not true or false`,
        `${homeFile}:3: steps: it is set twice, first in line 2`,
        `${homeFile}:1: min_jobs: this is set for everybody, only in <root>/config/config.yaml`,
        '',
      ].join('\n'),
      error: null,
    });
  });

  test('a folder, a file of 10 MB and an alias bomb are named, not read', async () => {
    mkdirSync(rootFile);
    writeFileSync(policyFile, Buffer.alloc(10_000_000, ' '));
    const bomb = join(import.meta.dirname, '../../../fixtures/config/alias-bomb.yaml');
    const { code, err } = await config('check', '--root', root, '--config', bomb);
    expect(code).toBe(2);
    const lines = err.trimEnd().split('\n');
    expect(lines.slice(0, 2)).toEqual([
      `${rootFile}: it is a folder, not a file`,
      `${policyFile}: it is larger than 128 KiB, which no configuration is`,
    ]);
    expect(lines).toContain(`${bomb}:9: failure_states: the alias *h is not allowed here; write the value itself`);
  });

  test('--json says the same to programs', async () => {
    writeFileSync(rootFile, 'cluster: hammer\n');
    const good = await config('check', '--json', '--root', root);
    expect(JSON.parse(good.out)).toEqual({
      ok: true,
      files: [
        { path: rootFile, found: true },
        { path: policyFile, found: false },
        { path: homeFile, found: false },
      ],
      warnings: [],
      problems: [],
    });
    writeFileSync(homeFile, '\nsteps: 2\n');
    const bad = await config('check', '--json', '--root', root);
    expect(bad).toMatchObject({ code: 2, err: '' });
    expect(JSON.parse(bad.out)).toEqual({
      ok: false,
      files: [],
      warnings: [],
      problems: [{ where: `${homeFile}:2`, key: 'steps', text: '2 is not true or false' }],
    });
  });

  test('warns of a theme that cannot be used, with all that is wrong', async () => {
    const theme = join(root, 'config/theme.json');
    writeFileSync(theme, '{"base": "neon"}');
    const { code, err } = await config('check', '--root', root);
    expect(code).toBe(0);
    expect(err.startsWith(`warning: ${theme}: base: `)).toBe(true);
    expect(err).toContain('osrs');
    writeFileSync(theme, '{"base": "plain"}');
    expect((await config('check', '--root', root)).err).toBe('');
  });

  test('without a root it says so and checks the rest', async () => {
    const { code, out, err } = await config('check');
    expect([code, out]).toEqual([0, `ok\nnot there  ${homeFile}\n`]);
    expect(err).toMatch(/^warning: no root is set: give --root DIR, set SLURM_SB_ROOT, or write `root: DIR` into /);
  });
});

describe('C16 config show', () => {
  test('shows every value, its unit and where it came from, one below the other', async () => {
    writeFileSync(rootFile, '# ours\nrate_limit_per_min: 1\n');
    const { code, out, err } = await config('show', '--root', root, '--cluster', 'Bell');
    expect([code, err]).toEqual([0, '']);
    const lines = out.trimEnd().split('\n');
    expect(lines.length).toBe(44);
    const starts = ['value', 'unit', 'from'].map((title) => lines[0]?.indexOf(title) ?? -1);
    const cells = lines.map((line) =>
      [0, ...starts].map((start, index, all) => line.slice(start, all[index + 1]).trim()),
    );
    expect(cells).toContainEqual(['root', root, '-', '--root']);
    expect(cells).toContainEqual(['cluster', 'bell', '-', '--cluster']);
    expect(cells).toContainEqual(['rate_limit_per_min', '1', 'calls a minute', `${rootFile}:2`]);
    expect(cells).toContainEqual(['backfill_start', '-', '-', 'default']);
    expect(cells).toContainEqual(['slurm_conf', '-', '-', 'default']);
  });

  test('--json has values and origins', async () => {
    writeFileSync(homeFile, 'backfill_start: 2025-07-01\n');
    const { out } = await config('show', '--json');
    const { settings, files } = JSON.parse(out);
    expect(settings).toContainEqual({
      key: 'backfill_start',
      value: 1_751_328_000,
      text: '2025-07-01',
      unit: null,
      from: { source: 'file', file: homeFile, line: 1 },
    });
    expect(files).toEqual([{ path: homeFile, found: true }]);
  });

  test('shows what one cluster’s policy says', async () => {
    writeFileSync(policyFile, '{"bell": {"rate_limit_per_min": 1}}');
    const { out } = await config('show', '--root', root, '--cluster', 'bell');
    expect(out).toMatch(new RegExp(`^rate_limit_per_min +1 +calls a minute +${policyFile}:1$`, 'm'));
  });

  test('a broken file is an error, exit 2', async () => {
    writeFileSync(rootFile, 'steps: 2\n');
    const { code, error } = await config('show', '--root', root);
    expect([code, error]).toEqual([2, `${rootFile}:1: steps: 2 is not true or false`]);
  });
});

test('C16 config alone is bad usage and prints its help', async () => {
  const { code, err } = await config();
  expect(code).toBe('bad usage');
  expect(err).toContain('Usage: slurm-sb config [options] [command]');
});
