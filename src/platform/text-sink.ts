import { once } from 'node:events';

/** Takes pieces of a long text one after the other; resolves when there is room for the next one. */
export type TextSink = (piece: string) => Promise<void>;

/** Standard output as a sink: a slow reader makes the writer wait instead of filling the memory. */
export function stdoutSink(): TextSink {
  return async (piece) => {
    if (!process.stdout.write(piece)) await once(process.stdout, 'drain');
  };
}
