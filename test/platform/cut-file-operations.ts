import type { FileOperations } from '../../src/platform/file-operations.ts';

/** Thrown by every operation from the cut on: the process is gone. */
export class CutError extends Error {}

/** File operations that work until the n-th and then never again; `torn`: the n-th write leaves half its bytes. */
export function cutAfter(real: FileOperations, count: number, torn = false): FileOperations & { done: () => number } {
  let done = 0;
  const counted =
    <A extends unknown[], R>(operation: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      if (done >= count) throw new CutError(`cut after ${count} operations`);
      done++;
      return operation(...args);
    };
  return {
    writeNew: async (path, bytes) => {
      if (torn && done === count) {
        done++;
        await real.writeNew(path, bytes.subarray(0, Math.floor(bytes.length / 2)));
        throw new CutError('cut within a write');
      }
      return counted(real.writeNew)(path, bytes);
    },
    link: counted(real.link),
    rename: counted(real.rename),
    unlink: counted(real.unlink),
    syncFolder: counted(real.syncFolder),
    makeFolder: counted(real.makeFolder),
    read: real.read,
    names: real.names,
    done: () => done,
  };
}
