import { execFileSync, spawn } from 'node:child_process';
import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import { type DumpFile, openDumpFile, spoolDump } from '../../src/platform/dump-file.ts';
import { emptyFolder } from '../scoreboard/place.ts';

let path: string;
beforeEach(() => {
  path = join(emptyFolder(), 'dump');
});

async function textOf(dump: DumpFile): Promise<string> {
  const pieces: string[] = [];
  // A chunk is good until the next one is asked for.
  for await (const chunk of dump.chunks()) pieces.push(chunk.toString('latin1'));
  await dump.close();
  return pieces.join('');
}

const PARTS = [1, 2, 3].map((part) => Buffer.from(`part ${part} of the file\n`.repeat(50_000 * part)));
const WHOLE = Buffer.concat(PARTS).toString('latin1');

describe('a saved output', () => {
  it.each([
    ['plain', (part: Buffer) => part],
    ['gzip', (part: Buffer) => gzipSync(part)],
    ['zstd', (part: Buffer) => zstdCompressSync(part)],
  ])('%s, of one part and of several, one behind the other', async (_, pack) => {
    writeFileSync(path, pack(Buffer.concat(PARTS)));
    expect((await textOf(await openDumpFile(path))) === WHOLE).toBe(true);
    writeFileSync(path, Buffer.concat(PARTS.map(pack)));
    expect((await textOf(await openDumpFile(path))) === WHOLE).toBe(true);
  });

  it.each([
    [
      'zstd that is cut in its second part',
      (packed: Buffer[]) => Buffer.concat(packed).subarray(0, packed[0]!.length + 9),
    ],
    ['zstd with something else behind it', (packed: Buffer[]) => Buffer.concat([packed[0]!, Buffer.from('and more')])],
  ])('%s is refused', async (_, spoil) => {
    writeFileSync(path, spoil(PARTS.map((part) => zstdCompressSync(part))));
    await expect(textOf(await openDumpFile(path))).rejects.toThrow('its zstd data is damaged or cut');
  });

  it('from a pipe with a name is read like one from standard input', async () => {
    execFileSync('mkfifo', [path]);
    const writer = spawn('sh', ['-c', 'printf "a\\nb\\n" > "$1"', 'sh', path]);
    const dump = await openDumpFile(path);
    expect([dump.name, dump.bytes, await textOf(dump)]).toEqual([path, 4, 'a\nb\n']);
    expect(writer.exitCode ?? 0).toBe(0);
  });

  it('that becomes shorter while it is read is refused', async () => {
    writeFileSync(path, WHOLE);
    const dump = await openDumpFile(path);
    truncateSync(path, 2_000_000);
    await expect(textOf(dump)).rejects.toThrow(`${path} became shorter while it was read; nothing of it was counted`);
  });

  it('is not waited for once it is to be stopped', async () => {
    const stop = new AbortController();
    const spooling = spoolDump(new PassThrough(), stop.signal);
    setTimeout(() => stop.abort(new Error('stopped')), 20);
    await expect(spooling).rejects.toThrow('stopped');
  });
});
