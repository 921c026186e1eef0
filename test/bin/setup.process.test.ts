import { chmodSync, cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const SETUP = join(import.meta.dirname, '../../bin/setup');

const fakeNode = (version: string): string => `#!/bin/sh
if [ "$1" = -p ]; then echo ${version}; exit; fi
echo "node $*"
case $1 in build.ts) mkdir -p dist; echo >dist/slurm-sb.js ;; esac
`;

/** Tells how it was called, and whether a Node of the checkout could run it; installs one that is 24. */
const FAKE_NPM = `#!/bin/sh
echo "npm $*"
case :$PATH: in *node_modules/.bin*) echo 'run by the Node that it removes' ;; esac
mkdir -p node_modules/.bin
cp installed-node node_modules/.bin/node
echo >node_modules/.package-lock.json
`;

describe('bin/setup', () => {
  let top: string;
  beforeEach(() => {
    top = realpathSync(mkdtempSync(join(tmpdir(), 'slurm-sb setup-')));
    cpSync(SETUP, join(put('bin/setup', ''), '../setup'));
    put('tools/npm', FAKE_NPM);
    put('tools/node', fakeNode('20.20.2'));
    put('installed-node', fakeNode('24.1.0'));
    for (const file of ['package.json', 'package-lock.json', 'build.ts', 'src/entry/slurm-sb.ts']) aged(file, 100);
    aged('src/entry', 100);
    aged('src', 100);
  });
  afterEach(() => rmSync(top, { recursive: true }));

  function put(path: string, text: string): string {
    mkdirSync(dirname(join(top, path)), { recursive: true });
    writeFileSync(join(top, path), text);
    chmodSync(join(top, path), 0o755);
    return join(top, path);
  }
  function aged(path: string, seconds: number): void {
    if (!['src', 'src/entry'].includes(path)) put(path, '');
    const time = Date.now() / 1000 - seconds;
    utimesSync(join(top, path), time, time);
  }
  const setup = async (...words: string[]) => {
    const { all, exitCode } = await execa(join(top, 'bin/setup'), words, {
      all: true,
      cwd: tmpdir(),
      // As npm sets it for its scripts.
      env: { PATH: `${top}/node_modules/.bin:${top}/tools:/usr/bin:/bin` },
      extendEnv: false,
      reject: false,
    });
    return { lines: all.split('\n'), exitCode };
  };
  const INSTALLED = ['setup: installing packages (npm ci)', 'npm ci --include=dev --include=optional'];
  const BUILT = ['setup: building', 'node build.ts'];

  test('I1 on a fresh clone installs and builds, then finds nothing left to do', async () => {
    expect(await setup('build')).toEqual({ lines: [...INSTALLED, ...BUILT], exitCode: 0 });
    expect(await setup('build')).toEqual({ lines: [''], exitCode: 0 });
    expect(await setup()).toEqual({ lines: [''], exitCode: 0 });
  });

  test('installs again when the lock file is newer than the install, or the install has not ended', async () => {
    await setup();
    aged('node_modules/.package-lock.json', 200);
    expect((await setup()).lines).toEqual(INSTALLED);
    rmSync(join(top, 'node_modules/.package-lock.json'));
    expect((await setup()).lines).toEqual(INSTALLED);
  });

  test.each(['src/entry/slurm-sb.ts', 'src', 'build.ts', 'package.json'])(
    'builds again when %s changed',
    async (path) => {
      await setup('build');
      aged('dist/slurm-sb.js', 50);
      expect((await setup('build')).lines).toEqual(['']);
      aged(path, 10);
      expect((await setup('build')).lines).toEqual(BUILT);
    },
  );

  test.each([
    ['20.20.2', fakeNode('20.20.2')],
    ['none that runs', '#!/bin/sh\nexit 1\n'],
  ])('ends with 1 and a reason when the Node after the install is %s', async (found, node) => {
    put('installed-node', node);
    expect(await setup('build')).toEqual({
      lines: [
        ...INSTALLED,
        `setup: needs Node 24 or later, found ${found}: on Linux (glibc, x64 or arm64) it comes with npm ci, elsewhere put one first on PATH`,
      ],
      exitCode: 1,
    });
  });

  test('ends with 1 and a reason when the install or the build fails', async () => {
    put('tools/npm', '#!/bin/sh\nexit 3\n');
    expect(await setup()).toEqual({ lines: [INSTALLED[0], 'setup: npm ci failed'], exitCode: 1 });
    put('tools/npm', FAKE_NPM);
    put('installed-node', '#!/bin/sh\n[ "$1" = -p ] && echo 24.0.0\n');
    const failed = await setup('build');
    expect(failed).toEqual({ lines: [...INSTALLED, 'setup: building', 'setup: the build failed'], exitCode: 1 });
  });

  test('refuses a word that it does not know', async () => {
    expect(await setup('biuld')).toEqual({
      lines: ["setup: unknown word 'biuld'; usage: bin/setup [build]"],
      exitCode: 1,
    });
  });
});
