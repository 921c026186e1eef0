import { KnownError } from './known-error.ts';
import { writePieces } from './write-pieces.ts';

/** What a shell reports of a program that SIGPIPE ended: its reader had seen enough. */
const READER_GONE = 141;

/** A program that answers its arguments with text on stdout, and does nothing else. */
export type AnsweringProgram = {
  /** The text in pieces, made as the reader takes them. A KnownError ends the program with one line on stderr. */
  readonly answer: (args: readonly string[]) => Promise<Iterable<string>>;
  /** The program's name in that line, `NAME: error: …`. */
  readonly name: (args: readonly string[]) => string;
};

/** Runs such a program in this process: arguments, stdout, stderr and the exit code are the process's. */
export async function runAnsweringProgram({ answer, name }: AnsweringProgram): Promise<void> {
  const args = process.argv.slice(2);
  try {
    const end = await writePieces(process.stdout, await answer(args));
    process.exitCode = end === 'all' ? 0 : READER_GONE;
  } catch (error) {
    if (!(error instanceof KnownError)) throw error;
    process.stderr.write(`${name(args)}: error: ${error.message}\n`);
    process.exitCode = error.exitCode;
  }
}
