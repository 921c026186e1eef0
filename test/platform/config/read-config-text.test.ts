import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readConfigText } from '../../../src/platform/config/read-config-text.ts';

const folder = mkdtempSync(join(tmpdir(), 'slurm-sb-config-text-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

describe('C16 the text of a settings file', () => {
  test('is UTF-8, without its byte order mark', async () => {
    expect(await readConfigText(file('a', '\ufeffgrün: 1'))).toEqual({ kind: 'text', text: 'grün: 1' });
  });
  test('of no bytes is empty, as is that of /dev/null', async () => {
    expect(await readConfigText(file('b', ''))).toEqual({ kind: 'text', text: '' });
    expect(await readConfigText('/dev/null')).toEqual({ kind: 'text', text: '' });
  });
  test('may be missing, and so may its folder', async () => {
    expect(await readConfigText(join(folder, 'none'))).toEqual({ kind: 'missing' });
    expect(await readConfigText(join(file('c', ''), 'none'))).toEqual({ kind: 'missing' });
  });
  test('is not that of a pipe, nor of a link to nothing: they would be taken for no settings', async () => {
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    symlinkSync('nowhere', join(folder, 'link'));
    expect(await readConfigText(join(folder, 'pipe'))).toEqual({ kind: 'unusable', reason: 'it is no plain file' });
    expect(await readConfigText(join(folder, 'link'))).toEqual({ kind: 'unusable', reason: 'it is a link to nothing' });
  });
  test('is not that of a folder', async () => {
    mkdirSync(join(folder, 'd'));
    expect(await readConfigText(join(folder, 'd'))).toEqual({ kind: 'unusable', reason: 'it is a folder, not a file' });
  });
  test('of 10 MB, or without end, is refused', async () => {
    const refused = { kind: 'unusable', reason: 'it is larger than 128 KiB, which no configuration is' };
    expect(await readConfigText(file('e', Buffer.alloc(10_000_000, 'a: 1\n')))).toEqual(refused);
    expect(await readConfigText('/dev/zero')).toEqual(refused);
  });
  test('of exactly 128 KiB is read', async () => {
    expect((await readConfigText(file('f', Buffer.alloc(131_072, '#')))).kind).toBe('text');
  });
  test('that is no text is refused', async () => {
    const path = file('g', Buffer.from([0x61, 0xff, 0xfe]));
    expect(await readConfigText(path)).toEqual({ kind: 'unusable', reason: 'it is not UTF-8 text' });
  });
  test('that cannot be read says why', async () => {
    const path = join(folder, 'h');
    symlinkSync(path, path);
    expect(await readConfigText(path)).toEqual({
      kind: 'unusable',
      reason: `it cannot be read (ELOOP: too many symbolic links encountered, open '${path}')`,
    });
  });
});
