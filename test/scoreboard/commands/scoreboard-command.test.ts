import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type CommandParts,
  givenFlags,
  loadCommandConfig,
  runAction,
  scoreboardCommand,
  withExamples,
  withSettings,
} from '../../../src/scoreboard/commands/scoreboard-command.ts';
import { callProgram } from './call-program.ts';

const folder = mkdtempSync(join(tmpdir(), 'slurm-sb-command-'));
beforeAll(() => writeFileSync(join(folder, 'mine.yaml'), 'cluster: negishi\nmax_calls: 5\n'));
afterAll(() => rmSync(folder, { recursive: true }));

type Look = { readonly shout?: true };

/** A command that prints what it was given. */
function addLook(program: Command, parts: CommandParts): void {
  const look = withSettings(scoreboardCommand(program, 'look', 'look around'), [
    'cluster',
    'cluster_aliases',
    'rate_limit_per_min',
    'max_calls',
    'backfill_start',
  ]);
  withExamples(look, ['slurm-sb look', 'slurm-sb look here --shout'])
    .argument('[place]')
    .option('--shout')
    .action(
      runAction<Look>(parts, async ({ args, options, command }) => {
        const { values } = await loadCommandConfig(parts, command);
        const { cluster, cluster_aliases, rate_limit_per_min, max_calls, log_level, root } = values;
        const read = { cluster, cluster_aliases, rate_limit_per_min, max_calls, log_level, root };
        parts.terminal.out(JSON.stringify({ args, shout: options.shout ?? null, flags: givenFlags(command), read }));
        return 6;
      }),
    );
}

const look = (...args: string[]) => callProgram(addLook, ['look', ...args], { home: folder });

describe('C16 a command of the scoreboard', () => {
  test('ends with the code of its action', async () => {
    const { code, out } = await look();
    expect(code).toBe(6);
    expect(JSON.parse(out)).toMatchObject({
      args: [null],
      shout: null,
      flags: [],
      read: { cluster: null, max_calls: 0 },
    });
  });

  test('hands flags of settings on by their key, and keeps its own options', async () => {
    const args = ['here', '--shout', '--rate-limit', '0.5', '--cluster=Bell', '--log-level', 'warn', '--root', '/r'];
    const { out } = await look(...args);
    expect(JSON.parse(out)).toEqual({
      args: ['here'],
      shout: true,
      flags: [
        { key: 'root', name: '--root', text: '/r' },
        { key: 'log_level', name: '--log-level', text: 'warn' },
        { key: 'cluster', name: '--cluster', text: 'Bell' },
        { key: 'rate_limit_per_min', name: '--rate-limit', text: '0.5' },
      ],
      read: {
        root: '/r',
        cluster: 'bell',
        cluster_aliases: [],
        rate_limit_per_min: 0.5,
        max_calls: 0,
        log_level: 'warn',
      },
    });
  });

  test('a list may be given piece by piece or with commas', async () => {
    const { out } = await look('--cluster-alias', 'a', '--cluster-alias', 'b,c');
    expect(JSON.parse(out).read.cluster_aliases).toEqual(['a', 'b', 'c']);
  });

  test('--config names a file', async () => {
    const { out } = await look('--config', join(folder, 'mine.yaml'), '--max-calls', '7');
    expect(JSON.parse(out).read).toMatchObject({ cluster: 'negishi', max_calls: 7 });
  });

  const bad: [string[], string][] = [
    [['--rate-limit', '0'], '--rate-limit: "0" is not a number above 0 and up to 600 (calls a minute)'],
    [['--max-calls', '-1'], '--max-calls: "-1" is not a whole number from 0 to 100000 (calls)'],
    [['--log-level', 'loud'], '--log-level: "loud" is not one of trace, debug, info, warn, error, silent'],
    [['--root', ''], '--root: "" is not an absolute path (or one that begins with ~/)'],
    [['--config', '/nonexistent.yaml'], '/nonexistent.yaml: there is no such file'],
  ];
  test.each(bad)('%j is refused with exit 2', async (args, error) => {
    expect(await look(...args)).toMatchObject({ code: 2, error, out: '' });
  });

  test.each([['--nix'], ['--cluster'], ['a', 'b']])('%s is bad usage', async (...args) => {
    expect((await look(...args)).code).toBe('bad usage');
  });

  test('help shows what every command takes, defaults with units, and examples', async () => {
    const { out } = await look('--help');
    expect(out).toMatch(/^Usage: slurm-sb look \[options\] \[place\]\n\nlook around\n/);
    for (const flag of ['--root <dir>', '--config <file>', '--log-level <level>', '-h, --help']) {
      expect(out).toContain(`\n  ${flag} `);
    }
    expect(out.replace(/\s+/g, ' ')).toContain(
      '--rate-limit <calls> most calls of sacct a minute for this cluster, kept over ticks and restarts; retries count ' +
        '(default: 2 calls a minute)',
    );
    expect(out).toMatch(/\nExamples:\n {2}\$ slurm-sb look\n {2}\$ slurm-sb look here --shout\n$/);
  });

  test('a root with the key of pseudonyms is refused until a setting says whether they are used', async () => {
    const root = join(folder, 'root');
    mkdirSync(join(root, 'config'), { recursive: true });
    writeFileSync(join(root, 'config/pseudonym.key'), '');
    const refused = {
      code: 2,
      error: expect.stringContaining('people were shown by pseudonyms, but no setting says so any more'),
    };
    expect(await look('--root', root)).toMatchObject(refused);
    writeFileSync(join(root, 'config/config.yaml'), '');
    expect(await look('--root', root)).toMatchObject(refused);
    for (const setting of ['true', 'false']) {
      writeFileSync(join(root, 'config/config.yaml'), `pseudonyms: ${setting}\n`);
      expect(await look('--root', root)).toMatchObject({ code: 6 });
    }
  });

  test('a bug in an action is not swallowed', async () => {
    const addBug = (program: Command, parts: CommandParts): void => {
      const bug = runAction(parts, () => Promise.reject(new TypeError('oops')));
      scoreboardCommand(program, 'bug', '').action(bug);
    };
    await expect(callProgram(addBug, ['bug'])).rejects.toThrow('oops');
  });
});
