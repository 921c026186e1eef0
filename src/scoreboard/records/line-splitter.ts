import { StringDecoder } from 'node:string_decoder';

/** Longest line that is read; an array of a million tasks lists as many as that in one cell. */
const LONGEST_LINE = 1_048_576;

/** How much of a longer line is told. */
const TOLD = 1_000;

/** Cuts a stream of bytes into lines. */
export type LineSplitter = {
  readonly push: (chunk: Buffer) => void;
  /** Ends the stream; returns what stood after the last newline, null when nothing did. */
  readonly end: () => string | null;
};

/**
 * Hands each line, without its newline or carriage return, to `onLine`. Bytes that are no UTF-8 become U+FFFD. Of a line
 * of more than 1 MiB only the beginning is kept and handed to `onLong`, once it has ended: what remains of a row could be
 * taken for another one.
 */
export function splitLines(onLine: (line: string) => void, onLong: (start: string) => void): LineSplitter {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  let isLong = false;
  const take = (line: string): void => {
    if (isLong || line.length > LONGEST_LINE) onLong(line.slice(0, TOLD));
    else onLine(line.endsWith('\r') ? line.slice(0, -1) : line);
    isLong = false;
  };
  return {
    push: (chunk) => {
      const text = rest + decoder.write(chunk);
      let start = 0;
      for (let stop = text.indexOf('\n'); stop >= 0; stop = text.indexOf('\n', start)) {
        take(text.slice(start, stop));
        start = stop + 1;
      }
      rest = text.slice(start);
      if (isLong || rest.length > LONGEST_LINE) {
        isLong = true;
        // A copy: a slice would keep the whole text alive.
        rest = Buffer.from(rest.slice(0, TOLD)).toString('utf8');
      }
    },
    end: () => {
      const last = rest + decoder.end();
      rest = '';
      return last === '' ? null : last;
    },
  };
}
