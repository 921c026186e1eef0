import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { isErrno } from './errno.ts';

/** How writing ended: all is written, or the reader went away (EPIPE) and the rest was not made. */
export type WriteEnd = 'all' | 'reader-gone';

/** Writes pieces of text as fast as the reader takes them; a piece is made only when there is room for it. */
export async function writePieces(out: Writable, pieces: Iterable<string>): Promise<WriteEnd> {
  let failure: Error | null = null;
  const fail = (error: Error): void => {
    failure = error;
  };
  out.on('error', fail);
  try {
    for (const piece of pieces) {
      const room = out.write(piece);
      if (!room && failure === null) await once(out, 'drain');
      if (failure !== null) throw failure;
    }
    await new Promise<void>((resolve, reject) => out.write('', (error) => (error ? reject(error) : resolve())));
    return 'all';
  } catch (error) {
    if (isErrno(error, 'EPIPE')) return 'reader-gone';
    throw error;
  } finally {
    out.off('error', fail);
  }
}
