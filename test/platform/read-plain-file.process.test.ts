import { execFileSync } from 'node:child_process';
import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readCheckedJson } from '../../src/platform/checked-json.ts';
import { openJsonLog } from '../../src/platform/json-log.ts';
import { readChecksum } from '../../src/platform/read-checksum.ts';
import { readPlainFile, readPlainFileSync } from '../../src/platform/read-plain-file.ts';
import { readStart } from '../../src/platform/read-start.ts';
import { emptyFolder } from '../scoreboard/place.ts';

const place = (name: string): string => join(emptyFolder(), name);

/** A named pipe that nobody writes to. */
function pipe(): string {
  const path = place('pipe');
  execFileSync('mkfifo', [path]);
  return path;
}

/** A file of 600 MB that takes no room. */
function huge(): string {
  const path = place('huge');
  writeFileSync(path, '');
  truncateSync(path, 600_000_000);
  return path;
}

describe('reading a file whole', () => {
  it('gives its bytes', async () => {
    const path = place('file');
    writeFileSync(path, 'text');
    expect([(await readPlainFile(path)).toString(), readPlainFileSync(path).toString()]).toEqual(['text', 'text']);
  });

  it.each([
    ['a pipe is not waited for', pipe, 'no plain file'],
    ['a device has no end', () => '/dev/zero', 'no plain file'],
    ['a text too long for the memory', huge, 'of 600000000 bytes, more than any file here'],
  ])('%s', async (_, make, detail) => {
    const path = make();
    const error = { exitCode: 5, detail, message: `${path} is ${detail}; move it away` };
    await expect(readPlainFile(path)).rejects.toMatchObject(error);
    expect(() => readPlainFileSync(path)).toThrow(error.message);
    const read = await readCheckedJson(path, z.object({}));
    expect(read).toEqual({ ok: false, fault: 'unreadable', detail: `it is ${detail}` });
  });
});

describe('a pipe that nobody writes to', () => {
  it('is not waited for where only a checksum or the first bytes are wanted', async () => {
    expect(await readChecksum(pipe())).toBeNull();
    expect(await readStart(pipe(), 10)).toEqual(Buffer.alloc(0));
  });
});

describe('a log', () => {
  const log = (path: string) =>
    openJsonLog({ path, level: 'info', base: { cluster: 'hammer' }, nowIso: () => '2026-09-01T00:00:00Z' });

  it('holds nothing that a terminal obeys, and means the same', async () => {
    const path = place('logs/poll.jsonl');
    (await log(path)).warn('row rejected', { text: '\u009b31m\u202e\u001b[0m' });
    const text = execFileSync('cat', [path], { encoding: 'utf8' });
    expect(text).toMatch(/^[ -~]*\n$/);
    expect(JSON.parse(text)).toMatchObject({ level: 'warn', text: '\u009b31m\u202e\u001b[0m' });
  });

  it('is not written through a link, nor into a pipe; a folder in its place is moved aside', async () => {
    const victim = place('victim');
    const link = place('poll.jsonl');
    execFileSync('ln', ['-s', victim, link]);
    const folder = place('folder');
    mkdirSync(folder);
    for (const path of [link, pipe()]) {
      await expect(log(path)).rejects.toThrow(`${path} is no plain file, but a link or something else; move it away`);
    }
    (await log(folder)).info('poll');
    expect(execFileSync('cat', [folder], { encoding: 'utf8' })).toMatch(/"event":"poll"/);
    expect(() => execFileSync('cat', [victim], { stdio: 'ignore' })).toThrow();
  });
});
