import type { Readable } from 'node:stream';

/** The process's standard input as bytes. */
export function standardInput(): Readable {
  return process.stdin;
}

/** Whether standard input is a terminal at which somebody types. */
export function standardInputIsTerminal(): boolean {
  return process.stdin.isTTY === true;
}
