import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';

const WRITER = join(import.meta.dirname, '../../fixtures/platform/write-durably.ts');
const folder = mkdtempSync(join(tmpdir(), 'slurm-sb-short-write-'));
const path = join(folder, 'a.json');

beforeEach(() => {
  rmSync(folder, { recursive: true });
  mkdirSync(folder);
  writeFileSync(path, 'old');
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the writer where no file may grow beyond 4096 bytes: a write of more reports fewer bytes, as on a full disk. */
function writeUnderLimit(how: string, bytes: number): string {
  const line = 'ulimit -f 4 && exec "$0" "$@"';
  return execFileSync('bash', ['-c', line, process.execPath, WRITER, how, path, String(bytes)], { encoding: 'utf8' });
}

describe('F7 a write that comes out short', () => {
  it.each([
    ['file', 4096],
    ['stream', 4096],
  ])('%s: what just fits is written', (how, bytes) => {
    expect(writeUnderLimit(how, bytes)).toBe('written\n');
    expect(readFileSync(path, 'utf8')).toBe('n'.repeat(bytes));
  });

  it('file: one byte too many leaves the old file and nothing beside it', () => {
    expect(writeUnderLimit('file', 4097)).toBe(
      `ShortWriteError: ${path}: only 4096 of 4097 bytes could be written; the old file is unchanged\n`,
    );
    expect([readFileSync(path, 'utf8'), readdirSync(folder)]).toEqual(['old', ['a.json']]);
  });

  it('stream: one byte too many leaves the old file and nothing beside it', () => {
    expect(writeUnderLimit('stream', 4097)).not.toBe('written\n');
    expect([readFileSync(path, 'utf8'), readdirSync(folder)]).toEqual(['old', ['a.json']]);
  });
});
