import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { writeDurably, writeIfChanged } from '../../src/platform/durable-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'slurm-sb-durable-'));
const path = join(folder, 'a.json');
const modeOf = (file: string): string => (statSync(file).mode & 0o7777).toString(8);

beforeEach(() => {
  rmSync(folder, { recursive: true });
  mkdirSync(folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('F7 one file, replaced whole', () => {
  it('holds exactly the bytes and leaves nothing beside it', async () => {
    const bytes = Buffer.from([0, 255, 10, 13, 0]);
    await writeDurably(path, bytes);
    await writeDurably(path, bytes);
    expect(readFileSync(path)).toEqual(bytes);
    expect(readdirSync(folder)).toEqual(['a.json']);
  });

  it('may be empty', async () => {
    await writeDurably(path, Buffer.alloc(0));
    expect(readFileSync(path)).toHaveLength(0);
  });

  it.each([
    ['0664 under any umask', {}, '664'],
    ['another mode where one is given', { mode: 0o660 }, '660'],
  ])('has mode %s, whatever the old file had', async (_, options, mode) => {
    writeFileSync(path, 'old');
    chmodSync(path, 0o600);
    const before = process.umask(0o077);
    try {
      await writeDurably(path, Buffer.from('new'), options);
    } finally {
      process.umask(before);
    }
    expect([readFileSync(path, 'utf8'), modeOf(path)]).toEqual(['new', mode]);
  });

  it('the options stay as they were given', async () => {
    const options = {};
    await writeDurably(path, Buffer.from('a'), options);
    expect(options).toEqual({});
  });

  it('missing parents are made, group-writable under any umask; those that are there keep their mode', async () => {
    chmodSync(folder, 0o755);
    const before = process.umask(0o077);
    try {
      await writeDurably(join(folder, 'b/c/a.json'), Buffer.from('a'));
    } finally {
      process.umask(before);
    }
    expect([modeOf(folder), modeOf(join(folder, 'b')), modeOf(join(folder, 'b/c'))]).toEqual(['755', '2775', '2775']);
  });

  it('a link is replaced by the file; what it pointed to is left alone', async () => {
    writeFileSync(join(folder, 'elsewhere'), 'precious');
    symlinkSync(join(folder, 'elsewhere'), path);
    await writeDurably(path, Buffer.from('new'));
    expect([readFileSync(path, 'utf8'), readFileSync(join(folder, 'elsewhere'), 'utf8')]).toEqual(['new', 'precious']);
  });

  it('T6: a folder in its place is moved aside with all that it holds', async () => {
    mkdirSync(join(path, 'deep'), { recursive: true });
    await writeDurably(path, Buffer.from('a'));
    expect(readFileSync(path, 'utf8')).toBe('a');
    const [, aside] = readdirSync(folder).sort();
    expect(aside).toMatch(/^a\.json\.\d{8}T\d{6}Z\.bad$/);
    expect(readdirSync(join(folder, aside!))).toEqual(['deep']);
  });

  it('of many writers at once one wins, whole', async () => {
    const texts = Array.from({ length: 12 }, (_, index) => String(index).repeat(100_000 + index));
    await Promise.all(texts.map((text) => writeDurably(path, Buffer.from(text))));
    expect(texts).toContain(readFileSync(path, 'utf8'));
    expect(readdirSync(folder)).toEqual(['a.json']);
  });
});

describe('C6 a file that is written only when it changes', () => {
  it('the same bytes leave the file alone', async () => {
    await writeDurably(path, Buffer.from('same'));
    const { ino } = statSync(path);
    expect(await writeIfChanged(path, Buffer.from('same'))).toBe(false);
    expect(statSync(path).ino).toBe(ino);
  });

  it.each([
    ['no file', null],
    ['other bytes of the same length', 'seme'],
    ['more bytes', 'same!'],
    ['fewer bytes', 'sam'],
  ])('%s: it is written', async (_, old) => {
    if (old !== null) writeFileSync(path, old);
    expect(await writeIfChanged(path, Buffer.from('same'))).toBe(true);
    expect(readFileSync(path, 'utf8')).toBe('same');
  });
});
