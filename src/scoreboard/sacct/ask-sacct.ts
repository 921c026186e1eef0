import { runForText } from '../../platform/run-for-text.ts';
import type { ProcessRequest, RunProcess } from '../../platform/run-process.ts';
import { type SacctQuestion, sacctArgs } from './sacct-args.ts';
import { findFailure, SacctFailure } from './sacct-failure.ts';

/** The sacct of one cluster and how it may be used. */
export type Sacct = {
  readonly run: RunProcess;
  readonly file: string;
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  /** Limit of sacct's address space in MiB; 0: none. */
  readonly memoryLimitMib: number;
  /** Texts of stderr lines that are harmless at this site. */
  readonly ignoreStderr: readonly string[];
};

const NEWLINE = 10;
const HEADER = 'JobID|';

/**
 * Asks sacct once and hands its rows on as bytes while they arrive. Returns how many bytes came. Throws SacctFailure
 * when anything speaks against the answer (spec S8): then nothing that was handed on is to be kept.
 */
export async function askSacct(
  sacct: Sacct,
  question: SacctQuestion,
  { onBytes, signal }: { onBytes: (chunk: Buffer) => void; signal?: AbortSignal | undefined },
): Promise<number> {
  let bytes = 0;
  let lastByte = NEWLINE;
  const end = await sacct.run({
    ...requestOf(sacct, sacctArgs(question)),
    ...(signal === undefined ? {} : { signal }),
    onOutput: (chunk) => {
      if (bytes === 0 && chunk.toString('latin1', 0, HEADER.length) === HEADER) {
        throw new SacctFailure('refused', 'it printed a header line although none was asked for', question.interval);
      }
      bytes += chunk.length;
      lastByte = chunk[chunk.length - 1] ?? lastByte;
      onBytes(chunk);
    },
  });
  const failure = findFailure(end, sacct.ignoreStderr);
  if (failure !== null) throw new SacctFailure(failure.kind, failure.detail, question.interval);
  if (lastByte !== NEWLINE) throw new SacctFailure('refused', 'its last line was cut', question.interval);
  return bytes;
}

/** What `sacct` prints for a short question such as `--version` or `--helpformat`. */
export function askForText(sacct: Sacct, args: readonly string[]): ReturnType<typeof runForText> {
  return runForText(sacct.run, { ...requestOf(sacct, args), timeoutMs: Math.min(sacct.timeoutMs, 30_000) });
}

function requestOf(sacct: Sacct, args: readonly string[]): Omit<ProcessRequest, 'onOutput'> {
  return {
    file: sacct.file,
    args,
    env: sacct.env,
    timeoutMs: sacct.timeoutMs,
    memoryLimitMib: sacct.memoryLimitMib,
  };
}
