import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, open, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { isErrno } from './errno.ts';
import { EXIT } from './exit-codes.ts';
import { fileStamp } from './file-stamp.ts';
import { KnownError } from './known-error.ts';

/** A saved text that can be read more than once; gzip and zstd are told by their first bytes. */
export type DumpFile = {
  /** How people know it; `standard input` for a spooled one. */
  readonly name: string;
  /** Size on disk in bytes, compressed as it is. */
  readonly bytes: number;
  /** Where it can be read here and there, as it is not packed; null: only from its start. */
  readonly plainPath: string | null;
  /**
   * Reads it from the start; `onRaw` is told how many bytes of the file have been read so far. A chunk is good until
   * the next one is asked for.
   */
  readonly chunks: (onRaw?: (bytesRead: number) => void) => AsyncIterable<Buffer>;
  /** A text that is another one once the file was written to or replaced. */
  readonly stamp: () => Promise<string>;
  /** Removes what was spooled. */
  readonly close: () => Promise<void>;
};

const GZIP = Buffer.from([0x1f, 0x8b]);
const ZSTD = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);
const CHUNK_BYTES = 1_048_576;

/** Opens a file; a pipe is read into a file of its own first. Throws KnownError when it cannot be read. */
export async function openDumpFile(path: string, signal?: AbortSignal): Promise<DumpFile> {
  try {
    const info = await stat(path);
    if (info.isDirectory())
      throw new KnownError(`${path} is a folder; name a file or - for standard input`, EXIT.usage);
    if (!info.isFile()) return { ...(await spoolDump(createReadStream(path), signal)), name: path };
    const packing = await packingOf(path);
    return {
      name: path,
      bytes: info.size,
      plainPath: packing === 'plain' ? path : null,
      chunks: (onRaw) =>
        packing === 'plain'
          ? readPlain(path, info.size, onRaw)
          : readUnpacked(path, { packing, bytes: info.size, onRaw }),
      stamp: () => fileStamp(path),
      close: () => Promise.resolve(),
    };
  } catch (error) {
    if (isErrno(error, 'ENOENT')) throw new KnownError(`${path}: there is no such file`, EXIT.usage, { cause: error });
    if (isErrno(error, 'EACCES')) throw new KnownError(`${path}: you may not read it`, EXIT.usage, { cause: error });
    throw error;
  }
}

/** Writes a stream to a file of its own, so that it can be read twice. Throws the signal's reason. */
export async function spoolDump(input: Readable, signal?: AbortSignal): Promise<DumpFile> {
  const folder = await mkdtemp(join(tmpdir(), 'slurm-sb-'));
  const path = join(folder, 'input');
  try {
    await pipeline(input, createWriteStream(path, { mode: 0o600 }), signal === undefined ? {} : { signal });
    const spooled = await openDumpFile(path);
    return { ...spooled, name: 'standard input', close: () => rm(folder, { recursive: true, force: true }) };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    signal?.throwIfAborted();
    throw error;
  }
}

/** For a file that is read a second time and is no longer what it was. */
export function changedError(name: string): KnownError {
  return new KnownError(
    `${name} was written to or replaced while it was read; nothing of it was counted: ingest it once it stays as it is`,
    EXIT.failed,
  );
}

/** For a file of which less could be read than it had when it was opened. */
export function shorterError(path: string): KnownError {
  return new KnownError(`${path} became shorter while it was read; nothing of it was counted`, EXIT.failed);
}

type Packing = 'plain' | 'gzip' | 'zstd';

async function packingOf(path: string): Promise<Packing> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
    const start = buffer.subarray(0, bytesRead);
    if (start.subarray(0, 2).equals(GZIP)) return 'gzip';
    return start.equals(ZSTD) ? 'zstd' : 'plain';
  } finally {
    await file.close();
  }
}

/** Reads into the same memory again and again: what was yielded is gone when the next is asked for. */
async function* readPlain(
  path: string,
  bytes: number,
  onRaw: ((bytesRead: number) => void) | undefined,
): AsyncIterable<Buffer> {
  const file = await open(path, 'r');
  try {
    const memory = Buffer.allocUnsafeSlow(CHUNK_BYTES);
    let all = 0;
    for (;;) {
      const { bytesRead } = await file.read(memory, 0, CHUNK_BYTES, null);
      if (bytesRead === 0 && all < bytes) throw shorterError(path);
      if (bytesRead === 0) return;
      all += bytesRead;
      onRaw?.(all);
      yield memory.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

type PackedFile = {
  readonly packing: Exclude<Packing, 'plain'>;
  /** Its size when it was opened. */
  readonly bytes: number;
  readonly onRaw: ((bytesRead: number) => void) | undefined;
};

/** What was packed; a file may be of several parts, one behind the other, as `zstd >> FILE` makes. */
async function* readUnpacked(path: string, file: PackedFile): AsyncIterable<Buffer> {
  try {
    for (let at = 0; at < file.bytes; ) at += yield* unpackFrom(path, at, file);
  } catch (error) {
    if (isErrno(error, 'Z_DATA_ERROR', 'Z_BUF_ERROR') || /^ZSTD/.test(codeOf(error))) {
      throw new KnownError(
        `${path}: its ${file.packing} data is damaged or cut; nothing of it was counted`,
        EXIT.failed,
        { cause: error },
      );
    }
    throw error;
  }
}

/** Unpacks one part; returns how many bytes of the file it takes. A gzip file is one part, whatever it is made of. */
async function* unpackFrom(
  path: string,
  start: number,
  { packing, bytes, onRaw }: PackedFile,
): AsyncGenerator<Buffer, number> {
  const raw = createReadStream(path, { start, highWaterMark: CHUNK_BYTES });
  const unpacker = packing === 'gzip' ? createGunzip() : createZstdDecompress();
  raw.once('error', (error) => unpacker.destroy(error));
  raw.pipe(unpacker);
  try {
    for await (const chunk of unpacker) {
      onRaw?.(start + raw.bytesRead);
      yield chunk as Buffer;
    }
    return packing === 'gzip' ? bytes : Math.max(1, unpacker.bytesWritten);
  } finally {
    raw.destroy();
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
