import type { Readable } from 'node:stream';

/** The process's standard input as bytes. */
export function standardInput(): Readable {
  return process.stdin;
}
