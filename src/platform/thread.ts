import { availableParallelism } from 'node:os';
import { MessageChannel, receiveMessageOnPort, Worker, workerData } from 'node:worker_threads';

/** A thread of this program that was started. */
export type Thread = {
  /** The next message that it posted; null: none is there. */
  readonly receive: () => unknown;
  /** What it ended with too early; null: it is well. */
  readonly failure: () => Error | null;
  /** Ends it wherever it is. */
  readonly end: () => Promise<void>;
};

/** Memory of young objects of a thread in MB: these hardly make any. */
const YOUNG_MB = 4;

/** Threads that can run at the same time beside this one. */
export function spareThreads(): number {
  return availableParallelism() - 1;
}

/**
 * Starts the program of a file as a thread: `data` is copied, but for shared memory. A source file (`.ts`) is started
 * from its own place, in a bundle from beside it.
 */
export function startThread(file: { readonly source: URL; readonly bundle: URL }, data: unknown): Thread {
  const { port1: near, port2: far } = new MessageChannel();
  const url = import.meta.url.endsWith('.ts') ? file.source : file.bundle;
  const worker = new Worker(url, {
    workerData: { data, port: far },
    transferList: [far],
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
  });
  let failure: Error | null = null;
  worker.on('error', (error) => {
    failure = error instanceof Error ? error : new Error(String(error));
  });
  return {
    receive: () => receiveMessageOnPort(near)?.message ?? null,
    failure: () => failure,
    end: async () => {
      await worker.terminate();
      near.close();
    },
  };
}

/** Within a thread: what it was started with, and how it posts messages. */
export function threadCall<T>(): { readonly data: T; readonly post: (message: unknown) => void } {
  const { data, port } = workerData as { data: T; port: { postMessage: (message: unknown) => void } };
  return { data, post: (message) => port.postMessage(message) };
}
