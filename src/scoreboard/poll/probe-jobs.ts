import { type Clock, nowSeconds } from '../../platform/clock.ts';
import { LineBlocks } from '../records/line-blocks.ts';
import { askSacct, type Sacct } from '../sacct/ask-sacct.ts';

/** The ended jobs that sacct shows this user. */
export type JobsSeen = {
  readonly rows: number;
  /** Whose they are. */
  readonly users: ReadonlySet<string>;
  /** How far back was asked for at last. */
  readonly hours: number;
  /** Calls it took. */
  readonly calls: number;
};

/** First the least question that a busy cluster answers, then the one that a quiet one does. */
const HOURS = [1, 24];
/** The answer to so small a question is a matter of a second. */
const LONGEST_WAIT_MS = 60_000;

/**
 * Asks accounting for the ended jobs of the last hour, and of the last day when there are none: job rows alone, two
 * columns, never kept. Throws SacctFailure, and the signal's reason.
 */
export async function probeJobs(sacct: Sacct, clock: Clock, signal: AbortSignal): Promise<JobsSeen> {
  const polite = { ...sacct, timeoutMs: Math.min(sacct.timeoutMs, LONGEST_WAIT_MS) };
  const until = nowSeconds(clock);
  let seen: JobsSeen = { rows: 0, users: new Set(), hours: 0, calls: 0 };
  for (const hours of HOURS) {
    const users = new Set<string>();
    let rows = 0;
    const lines = new LineBlocks({
      rows: (bytes, from, to) => {
        const texts = bytes.toString('utf8', from, to - 1).split('\n');
        rows += texts.length;
        for (const line of texts) users.add(line.slice(line.indexOf('|') + 1));
      },
      longRow: () => rows++,
    });
    const interval = { since: until - hours * 3600, until };
    const question = { columns: ['JobID', 'User'] as const, interval, steps: false };
    await askSacct(polite, question, { onBytes: (chunk) => lines.push(chunk), signal });
    seen = { rows, users, hours, calls: seen.calls + 1 };
    if (rows > 0) break;
  }
  return seen;
}
