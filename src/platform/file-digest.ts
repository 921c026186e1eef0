import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';

/** A file's content: its size in bytes and the SHA-256 of it in hexadecimal. */
export type FileDigest = { readonly size: number; readonly sha256: string };

/** The digest of bytes in memory. */
export function digestOf(bytes: Buffer): FileDigest {
  return { size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}

/**
 * Reads a file through, piece by piece, and hands each piece to `take` before the next is read. Throws what the file
 * system says, and the signal's reason when it is aborted.
 */
export async function digestFile(
  path: string,
  { take, signal }: { readonly take?: (piece: Buffer) => Promise<void>; readonly signal?: AbortSignal } = {},
): Promise<FileDigest> {
  const hash = createHash('sha256');
  let size = 0;
  const file = await open(path, 'r');
  try {
    const buffer = Buffer.allocUnsafe(1 << 20);
    for (;;) {
      signal?.throwIfAborted();
      const { bytesRead } = await file.read(buffer, 0, buffer.length);
      if (bytesRead === 0) return { size, sha256: hash.digest('hex') };
      const piece = buffer.subarray(0, bytesRead);
      hash.update(piece);
      size += bytesRead;
      await take?.(piece);
    }
  } finally {
    await file.close();
  }
}
