import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { digestOf } from '../../../src/platform/file-digest.ts';
import { collectProgram } from '../../../src/scoreboard/deploy/collect-program.ts';
import { rollBack } from '../../../src/scoreboard/deploy/roll-back.ts';
import { builtCheckout, openFolder, run } from './checkout.ts';
import { deployPlace, put } from './deploy-place.ts';

const TOP = join(import.meta.dirname, '../../..');

describe('I2 a switch while programs start', () => {
  /** Stands for Node: prints the program it was given and, a moment later, the file beside it. */
  const SLOW_NODE = '#!/bin/sh\nshift\ncat "$1"; sleep 0.02; cat "$(dirname "$1")/a.js"\n';

  it('each start gets all its files from one version', async () => {
    const place = deployPlace();
    const program = async (mark: string) => {
      const home = join(place.place, `home ${mark}`);
      await place.program(mark);
      cpSync(join(place.place, 'home'), home, { recursive: true });
      put(join(home, 'dist/a.js'), mark);
      cpSync(join(TOP, 'bin/slurm-sb'), join(home, 'bin/slurm-sb'));
      const source = { home, node: join(place.place, 'node/bin/node'), version: '1.0.0', share: new Map() };
      const collected = await collectProgram(source, place.stop.signal);
      const node = Buffer.from(SLOW_NODE);
      const files = collected.files
        .filter(({ path }) => path !== 'lib/needs')
        .map((file) => (file.path === 'lib/node' ? { ...file, source: { bytes: node }, ...digestOf(node) } : file));
      return { ...collected, files };
    };
    const ids = [];
    for (const mark of ['A', 'B']) ids.push((await place.deploy('', { program: await program(mark) })).id);

    let isOver = false;
    const switching = (async () => {
      for (let turn = 0; !isOver; turn++) {
        await rollBack(place.parts, { prefix: place.prefix, wish: ids[turn % 2]!, dryRun: false });
      }
    })();
    const printed = await Promise.all(
      Array.from({ length: 4 }, async () => {
        const lines: string[] = [];
        for (let start = 0; start < 25; start++) lines.push(await printedBy(join(place.prefix, 'bin/slurm-sb')));
        return lines;
      }),
    );
    isOver = true;
    await switching;
    const all = printed.flat();
    expect([...new Set(all)].sort()).toEqual(['AA', 'BB']);
  });

  function printedBy(file: string): Promise<string> {
    const child = spawn(file, { env: { PATH: '/usr/bin:/bin' } });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
    return new Promise((resolve) => child.once('close', () => resolve(text)));
  }
});

describe('I2 an upgrade while a poll is at work', () => {
  let folder = '';
  let prefix = '';
  beforeAll(() => {
    folder = openFolder();
    prefix = join(folder, 'prefix');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const deploy = (checkout: string, ...args: string[]): { id: string; removed: string[]; spared: { why: string }[] } =>
    JSON.parse(run([join(checkout, 'bin/slurm-sb'), 'deploy', '--prefix', prefix, '--json', ...args]).out);

  /** Turns the dates of the history back, so that no version is spared for having been in force lately. */
  function age(days: number): void {
    const path = join(prefix, 'versions/history.jsonl');
    const before = readFileSync(path, 'utf8');
    const older = (at: string): string => new Date(Date.parse(at) - days * 86_400_000).toISOString();
    writeFileSync(
      path,
      before.replace(/"at":"([^"]+)"/g, (_, at: string) => `"at":"${older(at)}"`),
    );
  }

  it('the poll goes on to its end with its own version, which only then can go', async () => {
    const first = deploy(builtCheckout(join(folder, 'one')));
    const root = join(folder, 'root');
    mkdirSync(root);
    // Holds until it is let go, then has no rows.
    const sacct = join(folder, 'sacct');
    const lib = join(TOP, 'fixtures/bin/sacct-lib.sh');
    const hold = `: >'${folder}/asked'\nwhile [ ! -e '${folder}/go' ]; do sleep 0.05; done\nrow 7\n`;
    writeFileSync(sacct, `#!/bin/sh\n. '${lib}'\n${hold}`);
    chmodSync(sacct, 0o755);
    const args = [
      'poll',
      '--cluster',
      'hammer',
      '--root',
      root,
      '--backfill-start',
      '2026-09-01',
      '--once',
      '--rate-limit',
      '600',
    ];
    const scontrol = join(TOP, 'fixtures/bin/scontrol-hammer');
    const child = spawn(join(prefix, 'bin/slurm-sb'), args, {
      env: { PATH: '/usr/bin:/bin', HOME: folder, SLURM_SB_SACCT_PATH: sacct, SLURM_SB_SCONTROL_PATH: scontrol },
    });
    let printed = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    await expect.poll(() => readdirSync(folder), { timeout: 20_000 }).toContain('asked');

    const two = builtCheckout(join(folder, 'two'), 'two');
    const second = deploy(two, '--keep', '0');
    expect(second.removed).toEqual([]);
    age(3);
    // By now nothing but the running poll keeps the first version.
    expect(deploy(two, '--keep', '0').spared).toEqual([{ id: first.id, why: `runs on this host (pid ${child.pid})` }]);
    writeFileSync(join(folder, 'go'), '');
    expect(await ended, printed).toBe(0);
    const top = run([join(prefix, 'bin/slurm-sb'), 'export', '--table', 'monthly', '--format', 'json', '--root', root]);
    expect(JSON.parse(top.out)).toMatchObject([{ cluster: 'hammer', month: '2026-09', user: 'alice', jobs: 1 }]);

    expect(deploy(two, '--keep', '0')).toMatchObject({ id: second.id, removed: [first.id], spared: [] });
    expect(readdirSync(join(prefix, 'versions')).sort()).toEqual([second.id, 'history.jsonl']);
    expect(spawnSync(join(prefix, 'bin/slurm-sb'), ['--version']).status).toBe(0);
  });
});
