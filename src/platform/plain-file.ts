import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** A file that is read here and there, where nothing can be awaited: by a thread of its own. */
export type PlainFile = {
  readonly bytes: number;
  /** Tells it from any other file that comes to have its name. */
  readonly identity: string;
  /** Reads into the beginning of `memory` from a position on; returns how many bytes came, 0 behind the end. */
  readonly readAt: (position: number, memory: Buffer) => number;
  readonly close: () => void;
};

/** Opens a file. Throws what the file system says. */
export function openPlainFile(path: string): PlainFile {
  const file = openSync(path, 'r');
  const { size, dev, ino } = fstatSync(file);
  return {
    bytes: size,
    identity: `${dev}:${ino}`,
    readAt: (position, memory) => readFully(file, position, memory),
    close: () => closeSync(file),
  };
}

/** A read may bring less than was asked for before the end of the file. */
function readFully(file: number, position: number, memory: Buffer): number {
  let at = 0;
  while (at < memory.length) {
    const bytes = readSync(file, memory, at, memory.length - at, position + at);
    if (bytes === 0) break;
    at += bytes;
  }
  return at;
}
