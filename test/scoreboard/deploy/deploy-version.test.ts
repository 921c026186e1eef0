import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { takeLock } from '../../../src/platform/lock.ts';
import { deployPlace, HOUR_MS, put, tree } from './deploy-place.ts';

let place: ReturnType<typeof deployPlace>;
beforeEach(() => {
  place = deployPlace();
});

const mode = (path: string): string => (statSync(join(place.prefix, path)).mode & 0o7777).toString(8);

describe('I2 a first deploy', () => {
  it('writes a version, puts it in force and makes the paths that stay', async () => {
    const deployed = await place.deploy('one');
    const { id } = deployed;
    expect(id).toMatch(/^1\.0\.0-[0-9a-f]{8}$/);
    expect(deployed).toMatchObject({ before: null, written: 'whole', removed: [], spared: [], taken: [], foreign: [] });
    expect(tree(place.prefix)).toEqual([
      'bin',
      'bin/slurm-sb -> ../current/bin/slurm-sb',
      'bin/slurm-sb-tui -> ../current/bin/slurm-sb-tui',
      'config.example.yaml -> current/config.example.yaml',
      `current -> versions/${id}`,
      'lib -> current/lib',
      'share -> current/share',
      'versions',
      `versions/${id}`,
      `versions/${id}/LICENSE`,
      `versions/${id}/bin`,
      `versions/${id}/bin/slurm-sb`,
      `versions/${id}/bin/slurm-sb-tui`,
      `versions/${id}/config.example.yaml`,
      `versions/${id}/dist`,
      `versions/${id}/dist/a.js`,
      `versions/${id}/dist/package.json`,
      `versions/${id}/dist/slurm-sb.js`,
      `versions/${id}/lib`,
      `versions/${id}/lib/needs`,
      `versions/${id}/lib/node`,
      `versions/${id}/lib/node.LICENSE`,
      `versions/${id}/manifest.json`,
      `versions/${id}/share`,
      `versions/${id}/share/man`,
      `versions/${id}/share/man/man1`,
      `versions/${id}/share/man/man1/slurm-sb.1`,
      'versions/history.jsonl',
    ]);
    expect(place.text('current/dist/slurm-sb.js')).toBe('one');
    expect(place.text('share/man/man1/slurm-sb.1')).toBe('.TH X');
  });

  it('is readable by all and writable by the group, whatever the umask is', async () => {
    const umask = process.umask(0o077);
    try {
      await place.deploy('one');
    } finally {
      process.umask(umask);
    }
    for (const folder of ['.', 'bin', 'versions', 'current/dist', 'share/man/man1']) expect(mode(folder)).toBe('2775');
    for (const file of ['current/manifest.json', 'current/dist/a.js', 'share/man/man1/slurm-sb.1']) {
      expect(mode(file), file).toBe('664');
    }
    for (const file of ['bin/slurm-sb', 'bin/slurm-sb-tui', 'lib/node']) expect(mode(file), file).toBe('775');
  });

  it("into a scoreboard's root touches nothing of it", async () => {
    const own = ['config/config.yaml', 'clusters/hammer/state/health.json', 'leaderboards/alltime.json'];
    for (const path of own) put(join(place.prefix, path), path);
    chmodSync(place.prefix, 0o755);
    await place.deploy('one');
    for (const path of own) expect(place.text(path)).toBe(path);
    expect(mode('.')).toBe('755');
  });

  it('leaves names alone that somebody else uses, and tells', async () => {
    put(join(place.prefix, 'share/man/man1/other.1'), 'theirs');
    put(join(place.prefix, 'bin/other'), 'theirs');
    expect((await place.deploy('one')).taken).toEqual(['share']);
    expect([place.text('share/man/man1/other.1'), place.text('bin/other')]).toEqual(['theirs', 'theirs']);
    expect(place.text('bin/slurm-sb')).toBe('#!/bin/sh\n');
  });
});

describe('I2 an upgrade', () => {
  it('lies beside the old version, which stays as it was; what is typed stays the same', async () => {
    const first = await place.deploy('one');
    const inode = statSync(join(place.prefix, 'versions', first.id, 'dist/slurm-sb.js')).ino;
    const second = await place.deploy('two');
    expect(second).toMatchObject({ before: first.id, written: 'whole', removed: [] });
    expect(place.current()).toBe(`versions/${second.id}`);
    expect(place.text('current/dist/slurm-sb.js')).toBe('two');
    expect(place.text(`versions/${first.id}/dist/slurm-sb.js`)).toBe('one');
    expect(statSync(join(place.prefix, 'versions', first.id, 'dist/slurm-sb.js')).ino).toBe(inode);
  });

  it('takes the same runtime as a second name of it, so that it is stored once', async () => {
    const nodes = [await place.deploy('one'), await place.deploy('two')].map(({ id }) =>
      statSync(join(place.prefix, 'versions', id, 'lib/node')),
    );
    expect(nodes.map(({ nlink }) => nlink)).toEqual([2, 2]);
    expect(nodes[1]!.ino).toBe(nodes[0]!.ino);
  });

  it('does not take a runtime that is no longer what it was', async () => {
    const { id } = await place.deploy('one');
    writeFileSync(join(place.prefix, 'versions', id, 'lib/node'), 'damaged');
    await place.deploy('two');
    expect(place.text('current/lib/node')).not.toBe('damaged');
    expect(statSync(join(place.prefix, 'current/lib/node')).nlink).toBe(1);
  });
});

describe('I2 the same content again', () => {
  it('writes nothing, and says so', async () => {
    const first = await place.deploy('one');
    const before = tree(place.prefix);
    expect(await place.deploy('one')).toMatchObject({ id: first.id, before: first.id, written: 'nothing' });
    expect(tree(place.prefix)).toEqual(before);
    expect(place.text('versions/history.jsonl').trim().split('\n')).toHaveLength(1);
  });

  it('puts that version in force again when another one was', async () => {
    const first = await place.deploy('one');
    await place.deploy('two');
    expect(await place.deploy('one')).toMatchObject({ id: first.id, written: 'nothing' });
    expect(place.current()).toBe(`versions/${first.id}`);
  });

  it('puts right what is missing or damaged, links included', async () => {
    const { id } = await place.deploy('one');
    const folder = join(place.prefix, 'versions', id);
    writeFileSync(join(folder, 'dist/slurm-sb.js'), 'oen');
    rmSync(join(folder, 'share'), { recursive: true });
    rmSync(join(folder, 'manifest.json'));
    rmSync(join(place.prefix, 'bin/slurm-sb'));
    expect(await place.deploy('one')).toMatchObject({
      written: 'mended',
      mended: ['dist/slurm-sb.js', 'share/man/man1/slurm-sb.1'],
    });
    expect([place.text('current/dist/slurm-sb.js'), place.text('share/man/man1/slurm-sb.1')]).toEqual(['one', '.TH X']);
    expect(JSON.parse(place.text('current/manifest.json')).id).toBe(id);
    expect(place.text('bin/slurm-sb')).toBe('#!/bin/sh\n');
    expect(await place.deploy('one')).toMatchObject({ written: 'nothing' });
  });
});

describe('I2 what an interrupted deploy left', () => {
  it('is cleared away by the next one', async () => {
    await place.deploy('one');
    const half = '.new.1.0.0-00000000.0123456789abcdef';
    put(join(place.prefix, 'versions', half, 'lib/node'), 'half');
    symlinkSync('versions/x', join(place.prefix, '.current.0123456789abcdef.link'));
    symlinkSync('x', join(place.prefix, 'bin/.slurm-sb.0123456789abcdef.link'));
    const { id } = await place.deploy('two');
    expect(readdirSync(place.prefix).filter((name) => name.startsWith('.'))).toEqual([]);
    expect(readdirSync(join(place.prefix, 'bin'))).toEqual(['slurm-sb', 'slurm-sb-tui']);
    expect(readdirSync(join(place.prefix, 'versions'))).not.toContain(half);
    expect(place.current()).toBe(`versions/${id}`);
  });

  it('a switch that was noted but never came is not what --rollback goes by', async () => {
    const first = await place.deploy('one');
    const second = await place.deploy('two');
    const line = { at: '2026-10-01T00:00:00Z', action: 'deploy', to: 'x', from: second.id, by: null, host: 'login1' };
    writeFileSync(join(place.prefix, 'versions/history.jsonl'), `${JSON.stringify(line)}\n`, { flag: 'a' });
    const { rollBack } = await import('../../../src/scoreboard/deploy/roll-back.ts');
    const back = await rollBack(place.parts, { prefix: place.prefix, wish: null, dryRun: false });
    expect(back.to).toBe(first.id);
  });
});

describe('I2 --keep', () => {
  const ids = (): string[] => readdirSync(join(place.prefix, 'versions')).filter((name) => /^1/.test(name));

  it('keeps that many old versions, those that were in force last', async () => {
    const made: string[] = [];
    for (const text of ['one', 'two', 'three', 'four']) {
      made.push((await place.deploy(text)).id);
      place.clock.set(place.clock.nowMs() + 25 * HOUR_MS);
    }
    // Back to the first: then the second is the one that was in force longest ago.
    await place.deploy('one');
    place.clock.set(place.clock.nowMs() + 25 * HOUR_MS);
    const last = await place.deploy('five', { keep: 2 });
    expect([...last.removed].sort()).toEqual([made[1]!, made[2]!].sort());
    expect(ids()).toEqual([last.id, made[0]!, made[3]!].sort());
  });

  it('spares what was in force within the last 24 hours: another host may run it', async () => {
    const first = await place.deploy('one');
    place.clock.set(place.clock.nowMs() + 100 * HOUR_MS);
    const second = await place.deploy('two', { keep: 0 });
    expect(second.removed).toEqual([]);
    expect(second.spared).toEqual([
      { id: first.id, why: 'was in force within the last 24 hours: other hosts may still run it' },
    ]);
    place.clock.set(place.clock.nowMs() + 24 * HOUR_MS);
    expect(await place.deploy('two', { keep: 0 })).toMatchObject({ removed: [first.id], spared: [] });
    expect(ids()).toEqual([second.id]);
  });

  it('leaves what somebody else put into a version that it removes, and names it', async () => {
    const { id } = await place.deploy('one');
    put(join(place.prefix, 'versions', id, 'dist/note'), 'theirs');
    await place.deploy('two');
    place.clock.set(place.clock.nowMs() + 25 * HOUR_MS);
    const path = join(place.prefix, 'versions', id, 'dist/note');
    expect(await place.deploy('two', { keep: 0 })).toMatchObject({ removed: [id], foreign: [path] });
    expect(readFileSync(path, 'utf8')).toBe('theirs');
    expect(readdirSync(join(place.prefix, 'versions', id))).toEqual(['dist']);
  });
});

describe('I2 --dry-run', () => {
  it('says what would be, and changes nothing', async () => {
    const foretold = await place.deploy('one', { dryRun: true });
    expect(foretold).toMatchObject({ before: null, written: 'whole' });
    expect(existsSync(place.prefix)).toBe(false);
    const first = await place.deploy('one');
    expect(first.id).toBe(foretold.id);
    place.clock.set(place.clock.nowMs() + 25 * HOUR_MS);
    const second = await place.deploy('two');
    place.clock.set(place.clock.nowMs() + 25 * HOUR_MS);
    const before = tree(place.prefix);
    const third = await place.deploy('three', { keep: 0, dryRun: true });
    expect(third).toMatchObject({ before: second.id, removed: [first.id], spared: [{ id: second.id }] });
    expect(tree(place.prefix)).toEqual(before);
  });
});

describe('I2 what cannot be done', () => {
  it('a launcher that somebody else put there: exit 5, nothing is written', async () => {
    put(join(place.prefix, 'bin/slurm-sb'), 'theirs');
    await expect(place.deploy('one')).rejects.toMatchObject({
      exitCode: 5,
      message: `${place.prefix}/bin/slurm-sb is there and was not made by deploy: move it away, or choose another prefix`,
    });
    expect(tree(place.prefix)).toEqual(['bin', 'bin/slurm-sb']);
  });

  it('a bin that leads elsewhere: exit 5, nothing is written through it', async () => {
    mkdirSync(join(place.prefix, 'usr/bin'), { recursive: true });
    symlinkSync('usr/bin', join(place.prefix, 'bin'));
    await expect(place.deploy('one')).rejects.toMatchObject({
      exitCode: 5,
      message: `${place.prefix}/bin is a link to usr/bin, not a folder: choose another prefix`,
    });
    expect(readdirSync(join(place.prefix, 'usr/bin'))).toEqual([]);
  });

  it('a current that somebody else put there: exit 5', async () => {
    mkdirSync(place.prefix);
    symlinkSync('/opt', join(place.prefix, 'current'));
    await expect(place.deploy('one')).rejects.toMatchObject({ exitCode: 5 });
    expect(tree(place.prefix)).toEqual(['current -> /opt']);
  });

  it('a file in the place of a folder: exit 5, one line', async () => {
    put(join(place.place, 'file'), '');
    const prefix = join(place.place, 'file/sb');
    await expect(place.deploy('one', { prefix })).rejects.toMatchObject({
      exitCode: 5,
      message: `${join(place.place, 'file')} is no folder; move it away`,
    });
  });

  it('another deploy at work: exit 3, and it is told who', async () => {
    const first = await place.deploy('one');
    const lock = await takeLock({
      path: join(place.prefix, 'versions/lock'),
      host: 'login2',
      pid: 4711,
      staleMs: 600_000,
      nowIso: '2026-10-01T00:00:00Z',
      onLost: () => undefined,
    });
    await expect(place.deploy('two')).rejects.toMatchObject({
      exitCode: 3,
      message: `another deploy is at work below ${place.prefix}: process 4711 on login2, since 2026-10-01T00:00:00Z`,
    });
    if (lock.held) await lock.release();
    expect(place.current()).toBe(`versions/${first.id}`);
  });

  it('two at once: one wins, the other ends with 3 or after it, and what is in force is whole', async () => {
    const programs = [await place.program('one'), await place.program('two')];
    const ends = await Promise.allSettled(programs.map((program) => place.deploy('', { program })));
    for (const end of ends) if (end.status === 'rejected') expect(end.reason).toMatchObject({ exitCode: 3 });
    expect(ends.map(({ status }) => status)).toContain('fulfilled');
    const text = place.text('current/dist/slurm-sb.js');
    expect(programs.map(({ id }) => `versions/${id}`)[text === 'one' ? 0 : 1]).toBe(place.current());
  });

  it('a signal: exit 1, no half is left, what was in force is in force', async () => {
    const first = await place.deploy('one');
    const before = tree(place.prefix);
    const program = await place.program('two');
    place.stop.abort(new Error('stopped by SIGTERM'));
    await expect(place.deploy('', { program })).rejects.toMatchObject({
      exitCode: 1,
      message: 'stopped; what was in force before is in force',
    });
    expect(tree(place.prefix)).toEqual(before);
    expect(place.current()).toBe(`versions/${first.id}`);
  });

  it('a source that changes meanwhile: exit 1, nothing of it is in force', async () => {
    const first = await place.deploy('one');
    const program = await place.program('two');
    const node = program.files.find(({ path }) => path === 'lib/node')!;
    put(join(place.place, 'node/bin/node'), 'another');
    const changed = {
      ...program,
      files: program.files.map((file) => (file === node ? { ...file, sha256: 'x' } : file)),
    };
    await expect(place.deploy('', { program: changed })).rejects.toMatchObject({
      exitCode: 1,
      message: expect.stringMatching(/^lib\/node changed while it was deployed/),
    });
    expect(place.current()).toBe(`versions/${first.id}`);
    expect(readdirSync(join(place.prefix, 'versions')).sort()).toEqual([first.id, 'history.jsonl']);
  });
});
