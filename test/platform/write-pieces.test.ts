import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { writePieces } from '../../src/platform/write-pieces.ts';

/** A reader with room for 4 bytes that fails from its `failAt`th piece on. */
function reader(failAt = Number.POSITIVE_INFINITY, code = 'EPIPE') {
  const taken: string[] = [];
  const out = new Writable({
    highWaterMark: 4,
    write: (chunk: Buffer, _, done) => {
      const fails = taken.length >= failAt - 1;
      if (!fails) taken.push(chunk.toString());
      setImmediate(() => done(fails ? Object.assign(new Error(code), { code }) : null));
    },
  });
  return { out, taken };
}

function* counted(pieces: readonly string[], made: string[]): Generator<string> {
  for (const piece of pieces) {
    made.push(piece);
    yield piece;
  }
}

describe('writing pieces', () => {
  it('writes all in order', async () => {
    const { out, taken } = reader();
    expect(await writePieces(out, ['one', 'two', 'threefour'])).toBe('all');
    expect(taken.join('')).toBe('onetwothreefour');
  });

  it('makes a piece only when the reader has room', async () => {
    const { out, taken } = reader();
    const made: string[] = [];
    const seen: number[] = [];
    await writePieces(
      out,
      (function* () {
        for (const piece of counted(['aaaa', 'bbbb', 'cccc'], made)) {
          seen.push(taken.length);
          yield piece;
        }
      })(),
    );
    expect(seen).toEqual([0, 1, 2]);
  });

  it('stops quietly when the reader is gone', async () => {
    const { out } = reader(2);
    const made: string[] = [];
    expect(await writePieces(out, counted(['aaaa', 'bbbb', 'cccc', 'dddd'], made))).toBe('reader-gone');
    expect(made).toEqual(['aaaa', 'bbbb']);
  });

  it('any other failure is thrown', async () => {
    const { out } = reader(1, 'ENOSPC');
    await expect(writePieces(out, ['aaaa'])).rejects.toThrow('ENOSPC');
  });

  it('what fails while a piece is made is thrown', async () => {
    const { out } = reader();
    const pieces = (function* () {
      yield 'a';
      throw new Error('no more');
    })();
    await expect(writePieces(out, pieces)).rejects.toThrow('no more');
  });

  it('nothing to write is all written', async () => {
    expect(await writePieces(reader().out, [])).toBe('all');
  });
});
