import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { streamDurably } from '../../src/platform/durable-stream.ts';

const folder = mkdtempSync(join(tmpdir(), 'slurm-sb-stream-'));
const path = join(folder, 'out.csv');

beforeEach(() => {
  rmSync(folder, { recursive: true });
  mkdirSync(folder);
  writeFileSync(path, 'old');
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('C12 a file made piece by piece', () => {
  it('holds all pieces in order; until then the old one stands', async () => {
    await streamDurably(path, async (sink) => {
      await sink('a,ü\n');
      await sink('');
      expect(readFileSync(path, 'utf8')).toBe('old');
      await sink('b\n');
    });
    expect([readFileSync(path, 'utf8'), readdirSync(folder)]).toEqual(['a,ü\nb\n', ['out.csv']]);
  });

  it('a writer that fails leaves the old file and nothing beside it', async () => {
    const failing = streamDurably(path, async (sink) => {
      await sink('a\n');
      throw new Error('lost');
    });
    await expect(failing).rejects.toThrow('lost');
    expect([readFileSync(path, 'utf8'), readdirSync(folder)]).toEqual(['old', ['out.csv']]);
  });

  it('fails without its folder', async () => {
    await expect(streamDurably(join(folder, 'no/out.csv'), (sink) => sink('a'))).rejects.toThrow('ENOENT');
  });
});
