import type { FileOperations } from '../../src/platform/file-operations.ts';

/** File operations that stop before the n-th, as by SIGSTOP, until they are woken. */
export type Sleeper = {
  readonly ops: FileOperations;
  /** Resolved when they stop. */
  readonly asleep: Promise<void>;
  readonly wake: () => void;
};

/** All operations stop from the n-th on that changes something, also those that are asked for at the same time. */
export function sleeper(real: FileOperations, stopAt: number): Sleeper {
  let wake = (): void => undefined;
  let fall = (): void => undefined;
  const woken = new Promise<void>((resolve) => {
    wake = resolve;
  });
  const asleep = new Promise<void>((resolve) => {
    fall = resolve;
  });
  let done = 0;
  const slow =
    <A extends unknown[], R>(operation: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      if (done++ >= stopAt) {
        fall();
        await woken;
      }
      return operation(...args);
    };
  const { writeNew, link, rename, unlink, syncFolder, makeFolder, read, names } = real;
  const ops = {
    writeNew: slow(writeNew),
    link: slow(link),
    rename: slow(rename),
    unlink: slow(unlink),
    syncFolder: slow(syncFolder),
    makeFolder: slow(makeFolder),
    read,
    names,
  };
  return { ops, wake, asleep };
}
