import { StringDecoder } from 'node:string_decoder';

/** Longest line that is kept; what is longer comes out cut and is rejected for its columns. */
const LONGEST_LINE = 1_048_576;

/** Cuts a stream of bytes into lines. */
export type LineSplitter = {
  readonly push: (chunk: Buffer) => void;
  /** Ends the stream; returns what stood after the last newline, null when nothing did. */
  readonly end: () => string | null;
};

/** Hands each line, without its newline or carriage return, to `onLine`. Bytes that are no UTF-8 become U+FFFD. */
export function splitLines(onLine: (line: string) => void): LineSplitter {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  const take = (line: string): void => onLine(line.endsWith('\r') ? line.slice(0, -1) : line);
  return {
    push: (chunk) => {
      const text = rest + decoder.write(chunk);
      let start = 0;
      for (let stop = text.indexOf('\n'); stop >= 0; stop = text.indexOf('\n', start)) {
        take(text.slice(start, stop));
        start = stop + 1;
      }
      rest = text.slice(start);
      if (rest.length > LONGEST_LINE) rest = rest.slice(0, LONGEST_LINE);
    },
    end: () => {
      const last = rest + decoder.end();
      rest = '';
      return last === '' ? null : last;
    },
  };
}
