import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { Questioner } from '../../../src/platform/questioner.ts';
import { addConfigCommand } from '../../../src/scoreboard/commands/config-command.ts';
import { addInitCommand } from '../../../src/scoreboard/commands/init-command.ts';
import { callProgram } from './call-program.ts';

const folder = mkdtempSync(join(tmpdir(), 'slurm-sb-init-'));
const root = join(folder, 'shared/sb');
const home = join(folder, 'home');
beforeEach(() => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(home, { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true }));

const nobody: Questioner = { interactive: false, ask: () => Promise.reject(new Error('nobody is there')) };

/** Somebody who gives these answers and then ends the input. */
function somebody(...answers: string[]): Questioner & { asked: string[] } {
  const asked: string[] = [];
  return {
    interactive: true,
    asked,
    ask: async (question) => {
      asked.push(question);
      return answers.shift() ?? null;
    },
  };
}

const init = (questioner: Questioner, ...args: string[]) =>
  callProgram(
    (program, parts) => addInitCommand(program, { ...parts, questioner, launcher: '/opt/sb/bin/slurm-sb' }),
    ['init', ...args],
    { home },
  );
const mode = (path: string): string => (statSync(join(root, path)).mode & 0o7777).toString(8);

describe('C16 init with flags', () => {
  test('makes the folders and the config file, prints the cron line and what comes next', async () => {
    const { code, out, err } = await init(nobody, '--root', root, '--cluster', 'Hammer');
    expect([code, err]).toEqual([0, '']);
    expect(out).toBe(
      [
        `Root: ${root}`,
        '  made  config/',
        '  made  clusters/',
        '  made  leaderboards/',
        '  made  optout.d/',
        '  made  config/config.yaml',
        '',
        'The line for `crontab -e` on this cluster:',
        '',
        `*/10 * * * * /opt/sb/bin/slurm-sb poll --cluster hammer --root ${root}`,
        '',
        'Next:',
        `  slurm-sb probe --root ${root}  # what Slurm answers on this host`,
        `  slurm-sb poll --cluster hammer --root ${root} --once  # the first slice by hand`,
        `  slurm-sb top --root ${root}  # the leaderboards`,
        '',
      ].join('\n'),
    );
    expect(readdirSync(root).sort()).toEqual(['clusters', 'config', 'leaderboards', 'optout.d']);
    expect(readdirSync(join(root, 'config'))).toEqual(['config.yaml']);
  });

  test('F7 folders are group-writable, optout.d is open to all, whatever the umask', async () => {
    const before = process.umask(0o077);
    try {
      await init(nobody, '--root', root, '--cluster', 'hammer');
    } finally {
      process.umask(before);
    }
    expect(['.', 'config', 'clusters', 'leaderboards', 'optout.d', 'config/config.yaml'].map(mode)).toEqual([
      '2775',
      '2775',
      '2775',
      '2775',
      '1777',
      '664',
    ]);
  });

  test('the file it writes is good, and sets root and cluster', async () => {
    await init(nobody, '--root', root, '--cluster', 'hammer');
    const shown = await callProgram(addConfigCommand, ['config', 'show', '--json', '--root', root], { home });
    const { settings, warnings } = JSON.parse(shown.out);
    const file = join(root, 'config/config.yaml');
    expect(warnings).toEqual([]);
    expect(settings.filter(({ from }: { from: { file?: string } }) => from.file === file)).toMatchObject([
      { key: 'cluster', value: 'hammer' },
    ]);
    expect(readFileSync(file, 'utf8')).toContain(`\nroot: ${root}\n`);
  });

  test('once more, for another cluster: nothing there is changed, and it says so', async () => {
    await init(nobody, '--root', root, '--cluster', 'hammer');
    const file = join(root, 'config/config.yaml');
    writeFileSync(file, 'cluster: hammer\n');
    chmodSync(join(root, 'clusters'), 0o750);
    const { code, out } = await init(nobody, '--root', root, '--cluster', 'bell', '--yes');
    expect(code).toBe(0);
    expect(out).toContain(`  kept  clusters/\n`);
    expect(out).toContain(`  kept  config/config.yaml: it was there already, see ${file}\n`);
    expect(out).toContain(`poll --cluster bell --root ${root}\n`);
    expect(readFileSync(file, 'utf8')).toBe('cluster: hammer\n');
    expect(mode('clusters')).toBe('750');
  });

  test('without a terminal what is missing is named, exit 2, and nothing is made', async () => {
    expect(await init(nobody, '--cluster', 'bell')).toMatchObject({
      code: 2,
      error: 'init needs --root (or a terminal on which it can ask for it)',
    });
    expect(await init(nobody, '--root', root)).toMatchObject({
      code: 2,
      error: 'init needs --cluster (or a terminal on which it can ask for it)',
    });
    expect(readdirSync(folder)).toEqual(['home']);
  });

  test('a bad name is refused, exit 2', async () => {
    const { code, error } = await init(nobody, '--root', root, '--cluster', 'a/b');
    expect(code).toBe(2);
    expect(error).toMatch(/^--cluster: "a\/b" is not a cluster name /);
  });

  test('a root that cannot be made is exit 5', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const { code, error } = await init(nobody, '--root', join(file, 'sb'), '--cluster', 'bell');
    expect(code).toBe(5);
    expect(error).toBe(`${file} is no folder; move it away`);
  });
});

describe('C16 init of a root that was polled', () => {
  test('does not make an optout.d that was lost: it would let those be shown who were out', async () => {
    await init(nobody, '--root', root, '--cluster', 'hammer');
    expect(mode('optout.d')).toBe('1777');
    mkdirSync(join(root, 'clusters/hammer'));
    rmSync(join(root, 'optout.d'), { recursive: true });
    const { code, out } = await init(nobody, '--root', root, '--cluster', 'bell');
    expect([code, readdirSync(root).includes('optout.d'), out.includes('optout.d')]).toEqual([0, false, false]);
  });
});

describe('C16 init on a terminal', () => {
  test('asks for both, again after a bad answer', async () => {
    const person = somebody('~/sb', 'no such name!', 'Bell');
    const { code, out, err } = await init(person);
    expect(code).toBe(0);
    expect(person.asked).toEqual([
      'Shared folder of the scoreboard: ',
      "Cluster (Slurm's ClusterName): ",
      "Cluster (Slurm's ClusterName): ",
    ]);
    expect(err).toMatch(/^"no such name!" is not a cluster name /);
    expect(out).toContain(`poll --cluster bell --root ${home}/sb\n`);
  });

  test('does not ask for what a flag says', async () => {
    const person = somebody('bell');
    expect((await init(person, '--root', root)).code).toBe(0);
    expect(person.asked).toEqual(["Cluster (Slurm's ClusterName): "]);
  });

  test('offers what is configured; an empty answer takes it', async () => {
    mkdirSync(join(home, '.slurm_scoreboard'));
    writeFileSync(join(home, '.slurm_scoreboard/config.yaml'), `root: ${root}\ncluster: gilbreth\n`);
    const person = somebody('', '');
    expect((await init(person)).out).toContain(`poll --cluster gilbreth --root ${root}\n`);
    expect(person.asked[0]).toBe(`Shared folder of the scoreboard [${root}]: `);
  });

  test('--yes takes what is configured and asks nothing', async () => {
    mkdirSync(join(home, '.slurm_scoreboard'));
    writeFileSync(join(home, '.slurm_scoreboard/config.yaml'), `root: ${root}\ncluster: gilbreth\n`);
    const person = somebody();
    expect((await init(person, '--yes')).code).toBe(0);
    expect(person.asked).toEqual([]);
  });

  test('stopped half way it has made nothing, exit 1', async () => {
    expect(await init(somebody(root))).toMatchObject({ code: 1, error: 'init was stopped; nothing was changed' });
    expect(readdirSync(folder)).toEqual(['home']);
  });
});
