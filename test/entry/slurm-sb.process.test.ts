import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { emptyFolder } from '../scoreboard/place.ts';

const LAUNCHER = fileURLToPath(new URL('../../bin/slurm-sb', import.meta.url));
const fake = (name: string): string => fileURLToPath(new URL(`../../fixtures/bin/${name}`, import.meta.url));
const ENV = { PATH: process.env.PATH, HOME: '/nonexistent' };

function run(args: readonly string[], env: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(LAUNCHER, args, { env: { ...ENV, ...env }, encoding: 'utf8' });
  return { status, stdout, stderr };
}

/** A root, and the settings that poll a fake sacct into it. */
function fakeCluster(sacct: string): { root: string; args: string[]; env: Record<string, string> } {
  const root = join(emptyFolder(), 'root');
  mkdirSync(root);
  const env = { SLURM_SB_SACCT_PATH: fake(sacct), SLURM_SB_SCONTROL_PATH: fake('scontrol-hammer') };
  return { root, args: ['poll', '--cluster', 'hammer', '--root', root, '--backfill-start', '2026-09-01'], env };
}

/** The command lines of all processes. */
function commandLines(): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
      } catch {
        return '';
      }
    });
}

describe('the program', () => {
  it('without an argument prints help and ends with 0', () => {
    const { status, stdout, stderr } = run([]);
    expect([status, stderr]).toEqual([0, '']);
    for (const command of [
      'poll',
      'backfill',
      'ingest',
      'leaderboards',
      'top',
      'user',
      'me',
      'bloom',
      'doctor',
      'export',
    ]) {
      expect(stdout).toMatch(new RegExp(`^ {2}${command} `, 'm'));
    }
    expect(stdout).toMatch(/Exit codes:\n {2}0 {2}done/);
  });

  it('prints its version', () => {
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
    expect(run(['--version'])).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
  });

  it.each([
    ['an unknown command', ['pol'], /unknown command 'pol'[\s\S]*Did you mean poll/],
    ['an unknown option', ['top', '--metrik', 'jobs'], /unknown option '--metrik'/],
    ['no root', ['top'], /^slurm-sb: no root is set: give --root/],
    ['a metric there is none of', ['top', '--root', '/tmp', '--metric', 'fame'], /clock_hours/],
    ['a bad number', ['poll', '--root', '/tmp', '--cluster', 'a', '--rate-limit', 'fast'], /--rate-limit.*fast/],
    ['a bad month', ['bloom', 'stats', '--root', '/tmp', '--cluster', 'a', '--month', '2026-13'], /YYYY-MM/],
  ] as const)('ends with 2 for %s and says what would be right', (_, args, message) => {
    const { status, stdout, stderr } = run(args);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it('ends with 5 for a root that is none', () => {
    expect(run(['poll', '--root', '/nonexistent', '--cluster', 'hammer'])).toMatchObject({ status: 5 });
  });

  it('ends with 4 without a sacct', () => {
    const { args, env } = fakeCluster('sacct-away');
    const { status, stderr } = run(args, { ...env, SLURM_SB_SACCT_PATH: '/nonexistent/sacct' });
    expect([status, stderr]).toEqual([
      4,
      expect.stringMatching(/^slurm-sb: \/nonexistent\/sacct is not here[^\n]*\n$/),
    ]);
  });

  it('ends quietly when its reader goes away', () => {
    const { status } = spawnSync('/bin/sh', ['-c', `"${LAUNCHER}" --help | head -n 1; exit \${PIPESTATUS:-0}`], {
      env: ENV,
    });
    expect(status).toBe(0);
  });

  it('every command has help with examples', () => {
    for (const command of [
      'poll',
      'backfill',
      'ingest',
      'leaderboards',
      'top',
      'user',
      'me',
      'probe',
      'doctor',
      'export',
      'init',
      'demo',
    ]) {
      const { status, stdout } = run([command, '--help']);
      expect(`${command} ${status}`).toBe(`${command} 0`);
      expect(stdout, command).toMatch(/\nExamples:\n {2}\$ /);
    }
  });
});

describe('C2: --dry-run', () => {
  it('prints the next call and writes nothing', () => {
    const { root, args, env } = fakeCluster('sacct-replay');
    const { status, stdout } = run([...args, '--dry-run'], env);
    expect(status).toBe(0);
    expect(stdout).toMatch(
      /^hammer: catch-up, ended from 2026-09-01T00:00:00Z until before 2026-09-02T00:00:00Z, at once\n/,
    );
    expect(stdout).toMatch(
      /-a -n -P -D -S uts1788220800 -E uts1788307200 -s BF,CA,CD,DL,F,NF,OOM,PR,RQ,RV,TO -o JobID,User/,
    );
    expect(readdirSync(root)).toEqual([]);
  });
});

describe('T5, S7: stopped by a signal', () => {
  const asking = (): string[] => commandLines().filter((line) => line.includes(`${fake('sacct-hangs')} -a`));

  /** A poll whose sacct was asked and hangs. */
  async function hangingPoll() {
    const { root, args, env } = fakeCluster('sacct-hangs');
    const child = spawn(LAUNCHER, args, { env: { ...ENV, ...env } });
    const printed = { out: '' };
    child.stdout.on('data', (chunk: Buffer) => {
      printed.out += chunk.toString();
    });
    while (asking().length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    const ended = new Promise((resolve) => child.once('close', resolve));
    return { child, ended, printed, state: join(root, 'clusters/hammer/state') };
  }

  it.each(['SIGTERM', 'SIGINT'] as const)(
    '%s drops the slice within 5 s, ends the sacct, and leaves no lock',
    async (signal) => {
      const { child, ended, printed, state } = await hangingPoll();
      const stopped = Date.now();
      child.kill(signal);
      expect(await ended).toBe(1);
      expect(printed.out).toMatch(/interrupted; the slice in work was dropped/);
      expect(Date.now() - stopped).toBeLessThan(5000);
      expect(readdirSync(state).filter((name) => /lock|staged|commit\./.test(name))).toEqual([]);
      expect(asking()).toEqual([]);
    },
  );

  it('SIGKILL ends the sacct too: no query goes on without anybody to read it', async () => {
    const { child, ended } = await hangingPoll();
    child.kill('SIGKILL');
    await ended;
    await expect.poll(asking, { timeout: 5000 }).toEqual([]);
  });
});

describe('C14: the demo', () => {
  it('with the same seed and day gives the same boards, another seed others; top, user and bloom stats read them', () => {
    const boards = (seed: string) => {
      const folder = emptyFolder();
      const { status, stdout, stderr } = run(['demo', '--folder', folder, '--seed', seed, '--asof', '2026-10-01']);
      expect(`${status} ${stderr}`).toMatch(/^0 /);
      expect(stdout).toMatch(/^ *1 .*\d/m);
      const root = join(folder, 'root');
      return { root, text: readFileSync(join(root, 'leaderboards/rolling-365d.json'), 'utf8') };
    };
    const [first, again, other] = [boards('1'), boards('1'), boards('2')];
    expect(again.text).toBe(first.text);
    expect(other.text).not.toBe(first.text);
    const top = JSON.parse(run(['top', '--root', first.root, '--window', '365d', '--json']).stdout);
    expect(top).toMatchObject({ window: '365d', metric: 'clock_hours', cluster: 'ALL', by: 'user' });
    expect(top.rows[0].rank).toBe(1);
    expect(run(['user', top.rows[0].user, '--root', first.root]).stdout).toMatch(/CPU hours by month/);
    const stats = run(['bloom', 'stats', '--root', first.root, '--cluster', 'hammer', '--month', '2026-08']);
    expect(stats).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^2026-08 {2}layers=1 {2}m=206129 {2}k=14/),
    });
    writeFileSync(join(first.root, 'clusters/hammer/state/seen/2026-08.bloom'), 'x');
    expect(run(['bloom', 'stats', '--root', first.root, '--cluster', 'hammer', '--month', '2026-08']).status).toBe(6);
  }, 600_000);

  it('stopped in the middle shows no board that would pass for the whole', async () => {
    const folder = emptyFolder();
    const child = spawn(LAUNCHER, ['demo', '--folder', folder], { env: ENV });
    const printed = { out: '', err: '' };
    child.stdout.on('data', (chunk: Buffer) => {
      printed.out += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      printed.err += chunk.toString();
    });
    const ended = new Promise((resolve) => child.once('close', resolve));
    const cursor = join(folder, 'root/clusters/hammer/state/poll_cursor.json');
    while (!existsSync(cursor)) await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill('SIGTERM');
    expect(await ended).toBe(1);
    expect(printed.out).toBe('');
    expect(printed.err).toContain(
      `slurm-sb: the demo was stopped; what it made so far is in ${folder}: rm -r removes it`,
    );
  });
});
