import { createInterface } from 'node:readline/promises';
import type { Readable, Writable } from 'node:stream';

/** Asks the person at the terminal. */
export type Questioner = {
  /** Whether there is a person to ask: input and output are a terminal. */
  readonly interactive: boolean;
  /** Their answer without blank ends; null when they ended the input (Ctrl-D) or stopped (Ctrl-C). */
  readonly ask: (question: string) => Promise<string | null>;
};

type MaybeTty = { readonly isTTY?: boolean };

/** Asks on standard error, so that standard output holds results alone. */
export function terminalQuestioner(): Questioner {
  return questionerOn(process.stdin, process.stderr);
}

/** Asks on any pair of streams. */
export function questionerOn(input: Readable & MaybeTty, output: Writable & MaybeTty): Questioner {
  return {
    interactive: input.isTTY === true && output.isTTY === true,
    ask: async (question) => {
      const lines = createInterface({ input, output });
      try {
        const ended = new Promise<null>((resolve) => lines.once('close', () => resolve(null)));
        const answer = lines.question(question).catch((error: unknown) => {
          if (error instanceof Error && error.name === 'AbortError') return null;
          throw error;
        });
        return (await Promise.race([answer, ended]))?.trim() ?? null;
      } finally {
        lines.close();
      }
    },
  };
}
