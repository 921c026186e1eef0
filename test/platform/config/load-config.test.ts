import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { choiceValue } from '../../../src/platform/config/choice-value.ts';
import { ConfigError } from '../../../src/platform/config/config-error.ts';
import { keyRow } from '../../../src/platform/config/key-table.ts';
import { originText } from '../../../src/platform/config/layer.ts';
import { listValue } from '../../../src/platform/config/list-value.ts';
import { type ConfigSources, loadConfig } from '../../../src/platform/config/load-config.ts';
import { wholeNumber } from '../../../src/platform/config/number-value.ts';
import { optionalValue } from '../../../src/platform/config/optional-value.ts';
import { pathValue } from '../../../src/platform/config/path-value.ts';

const TABLE = {
  rows: [
    keyRow({ key: 'root', type: optionalValue(pathValue()), default: null, unit: null, doc: ['Where.'] }),
    keyRow({ key: 'wait_sec', type: wholeNumber(1, 60), default: 5, unit: 'seconds', doc: ['How long.'] }),
    keyRow({
      key: 'colours',
      type: listValue(choiceValue(['red', 'green']), { allowed: 'a list of red, green' }),
      default: ['red'],
      unit: null,
      doc: ['Which.'],
    }),
    keyRow({ key: 'least', type: wholeNumber(1, 9), default: 3, unit: null, rootFileOnly: true, doc: ['How few.'] }),
  ],
  envPrefix: 'TRY_',
  otherSections: ['other'],
} as const;

const HOME_FILE = '/home/ada/.slurm_scoreboard/config.yaml';
const ROOT_FILE = '/r/config/config.yaml';

type Given = Partial<Pick<ConfigSources, 'env' | 'flags' | 'configFile'>> & { files?: Record<string, string> };

function load({ files = {}, env = {}, flags = [], configFile = null }: Given) {
  const sources: ConfigSources = {
    env,
    flags,
    configFile,
    home: '/home/ada',
    readText: async (path) => {
      const text = files[path];
      return text === undefined ? { kind: 'missing' } : { kind: 'text', text };
    },
  };
  return loadConfig(sources, TABLE);
}

async function problems(given: Given): Promise<string[]> {
  try {
    await load(given);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    expect(error.exitCode).toBe(2);
    return error.message.split('\n');
  }
}

describe('C16 a stronger source wins, and each value knows where it is from', () => {
  const root = { TRY_ROOT: '/r' };
  const flags = [{ key: 'wait_sec', name: '--wait', text: '14' }];
  const rows: [string, Given, number, string][] = [
    ['nothing sets it', { env: root }, 5, 'default'],
    ['the root file', { env: root, files: { [ROOT_FILE]: '#\nwait_sec: 11\n' } }, 11, `${ROOT_FILE}:2`],
    [
      'the home file over the root file',
      { env: root, files: { [ROOT_FILE]: 'wait_sec: 11\n', [HOME_FILE]: 'wait_sec: 12\n' } },
      12,
      `${HOME_FILE}:1`,
    ],
    [
      'the environment over the files',
      { env: { ...root, TRY_WAIT_SEC: '13' }, files: { [HOME_FILE]: 'wait_sec: 12\n' } },
      13,
      'TRY_WAIT_SEC',
    ],
    ['a flag over all', { env: { ...root, TRY_WAIT_SEC: '13' }, flags }, 14, '--wait'],
    ['an empty variable counts as unset', { env: { ...root, TRY_WAIT_SEC: '' } }, 5, 'default'],
    [
      'the file of --config in place of the home file',
      {
        env: root,
        configFile: '/c.yaml',
        files: { [HOME_FILE]: 'wait_sec: 12\n', '/c.yaml': '\n\nwait_sec: 15\n' },
      },
      15,
      '/c.yaml:3',
    ],
    [
      'the same, and it sets nothing',
      { env: root, configFile: '/c.yaml', files: { '/c.yaml': '', [HOME_FILE]: 'wait_sec: 12' } },
      5,
      'default',
    ],
  ];
  test.each(rows)('%s', async (_, given, value, origin) => {
    const config = await load(given);
    expect(config.values.wait_sec).toBe(value);
    expect(originText(config.origins.wait_sec)).toBe(origin);
  });

  test('values keep their types, and all files that were looked for are named, the weakest first', async () => {
    const config = await load({ env: { ...root, TRY_COLOURS: 'green,red' }, files: { [ROOT_FILE]: 'least: 4\n' } });
    expect(config.values).toEqual({ root: '/r', wait_sec: 5, colours: ['red', 'green'], least: 4 });
    expect(config.files).toEqual([
      { path: ROOT_FILE, found: true },
      { path: HOME_FILE, found: false },
    ]);
    expect(config.warnings).toEqual([]);
  });
});

describe('C16 the root is found before its file is read', () => {
  const files = {
    '/a/config/config.yaml': 'wait_sec: 1\n',
    '/b/config/config.yaml': 'wait_sec: 2\n',
    [HOME_FILE]: 'root: /c\n',
    '/c/config/config.yaml': 'wait_sec: 3\n',
  };
  const flags = [{ key: 'root', name: '--root', text: '/a' }];
  const rows: [string, Given, string | null, number][] = [
    ['by the flag', { files, flags, env: { TRY_ROOT: '/b' } }, '/a', 1],
    ['else by the variable', { files, env: { TRY_ROOT: '/b' } }, '/b', 2],
    ['else by the home file', { files }, '/c', 3],
    ['else by the file of --config', { files: { ...files, '/x.yaml': 'root: /b\n' }, configFile: '/x.yaml' }, '/b', 2],
    ['else not at all', { files: { '/a/config/config.yaml': 'wait_sec: 1\n' } }, null, 5],
  ];
  test.each(rows)('%s', async (_, given, root, seconds) => {
    expect((await load(given)).values).toMatchObject({ root, wait_sec: seconds });
  });

  test('a relative flag is relative to where the program was started', async () => {
    const config = await load({ flags: [{ key: 'root', name: '--root', text: 'x' }] });
    expect(config.values.root).toBe(join(process.cwd(), 'x'));
  });

  test('another root in the root’s own file is a warning', async () => {
    const config = await load({ env: { TRY_ROOT: '/r' }, files: { [ROOT_FILE]: '\nroot: /mnt/r\n' } });
    expect(config.values.root).toBe('/r');
    expect(config.warnings).toEqual([`${ROOT_FILE}:2: root: /mnt/r is not used; the root is /r`]);
  });

  test('the same root in the root’s own file is none', async () => {
    const config = await load({ env: { TRY_ROOT: '/r' }, files: { [ROOT_FILE]: 'root: /r/\n' } });
    expect(config.warnings).toEqual([]);
  });

  test('--config may name the root’s own file, which then counts as that and only once', async () => {
    const config = await load({ configFile: ROOT_FILE, files: { [ROOT_FILE]: 'root: /r\nleast: 7\n' } });
    expect(config.values).toMatchObject({ root: '/r', least: 7 });
    expect(config.files).toEqual([{ path: ROOT_FILE, found: true }]);
    const flags = [{ key: 'root', name: '--root', text: '/r' }];
    expect(await problems({ configFile: ROOT_FILE, flags })).toEqual([`${ROOT_FILE}: there is no such file`]);
  });
});

describe('C16 every mistake is named, exit 2', () => {
  const env = { TRY_ROOT: '/r' };
  const inRoot = (text: string): Given => ({ env, files: { [ROOT_FILE]: text } });
  const rows: [string, Given, string[]][] = [
    [
      'an unknown key',
      inRoot('wait_secs: 1\n'),
      [`${ROOT_FILE}:1: wait_secs: there is no such key; did you mean wait_sec?`],
    ],
    [
      'an unknown key that is like no other',
      inRoot('\nfrobnicate: 1\n'),
      [`${ROOT_FILE}:2: frobnicate: there is no such key; \`slurm-sb config show\` lists the keys`],
    ],
    [
      'a bad value',
      inRoot('a: 1\nwait_sec: soon\n'),
      [
        `${ROOT_FILE}:1: a: there is no such key; \`slurm-sb config show\` lists the keys`,
        `${ROOT_FILE}:2: wait_sec: "soon" is not a whole number from 1 to 60 (seconds)`,
      ],
    ],
    [
      'a member of a list in a line of its own',
      inRoot('colours:\n  - red\n  - gren\n'),
      [`${ROOT_FILE}:3: colours: "gren" is not red or green; did you mean green?`],
    ],
    [
      'a key without a value',
      inRoot('wait_sec:\n'),
      [`${ROOT_FILE}:1: wait_sec: it has no value; it must be a whole number from 1 to 60 (seconds)`],
    ],
    [
      'what is for everybody in the home file',
      { env, files: { [HOME_FILE]: 'least: 1\n' } },
      [`${HOME_FILE}:1: least: this is set for everybody, only in <root>/config/config.yaml`],
    ],
    [
      'what is for everybody in the environment',
      { env: { ...env, TRY_LEAST: '1' } },
      ['TRY_LEAST: this is set for everybody, only in <root>/config/config.yaml'],
    ],
    [
      'a bad variable',
      { env: { TRY_WAIT_SEC: '0' } },
      ['TRY_WAIT_SEC: "0" is not a whole number from 1 to 60 (seconds)'],
    ],
    [
      'a bad flag',
      { flags: [{ key: 'colours', name: '--colour', text: 'red,blue' }] },
      ['--colour: "blue" is not red or green'],
    ],
    [
      'a section that is none',
      inRoot('other: 5\n'),
      [`${ROOT_FILE}:1: other: it must hold the settings of that part as a map`],
    ],
    ['a file of --config that is not there', { configFile: '/no.yaml' }, ['/no.yaml: there is no such file']],
    [
      'a null root is none',
      { files: { [HOME_FILE]: 'root:\nwait_sec: 0\n' } },
      [`${HOME_FILE}:2: wait_sec: 0 is not a whole number from 1 to 60 (seconds)`],
    ],
    [
      'all sources at once, the weakest first',
      {
        env: { TRY_ROOT: '/r', TRY_COLOURS: 'pink' },
        files: { [ROOT_FILE]: 'wait_sec: 0\nwait_sec: 1\n', [HOME_FILE]: 'a: b: c\n' },
        flags: [{ key: 'wait_sec', name: '--wait', text: 'x' }],
      },
      [
        `${ROOT_FILE}:2: wait_sec: it is set twice, first in line 1`,
        `${ROOT_FILE}:1: wait_sec: 0 is not a whole number from 1 to 60 (seconds)`,
        `${HOME_FILE}:1: bad YAML: Nested mappings are not allowed in compact mappings`,
        'TRY_COLOURS: "pink" is not red or green',
        '--wait: "x" is not a whole number from 1 to 60 (seconds)',
      ],
    ],
  ];
  test.each(rows)('%s', async (_, given, wanted) => expect(await problems(given)).toEqual(wanted));

  test('settings of other features are left to them', async () => {
    expect(await problems(inRoot('other:\n  anything: 1\nwait_sec: 2\n'))).toEqual([]);
    expect(await problems(inRoot('other:\n'))).toEqual([]);
  });

  test('a file that cannot be used is named', async () => {
    const sources: ConfigSources = {
      env: {},
      flags: [],
      configFile: null,
      home: '/home/ada',
      readText: async () => ({ kind: 'unusable', reason: 'it is a folder, not a file' }),
    };
    await expect(loadConfig(sources, TABLE)).rejects.toThrow(`${HOME_FILE}: it is a folder, not a file`);
  });

  test('a variable that looks mistyped is a warning; others are nobody’s business', async () => {
    const config = await load({ env: { TRY_WAIT_SECS: '1', TRY_SOMETHING_ELSE: '2', PATH: '/bin' } });
    expect(config.warnings).toEqual(['TRY_WAIT_SECS is not used; did you mean TRY_WAIT_SEC?']);
  });

  test('a flag of no key is a bug', async () => {
    await expect(load({ flags: [{ key: 'nix', name: '--nix', text: '' }] })).rejects.toThrow(
      'the flag --nix sets nix, which is not in the table',
    );
  });
});
