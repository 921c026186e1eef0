import { expect, it } from 'vitest';
import { findFailure } from '../../../src/scoreboard/sacct/sacct-failure.ts';

const UNSPECIFIED = 'sacct: error: DBD_GET_JOBS_COND failure: Unspecified error';

/** What Debian's sacct 22.05.8 prints. */
it.each([
  ['it was refused memory while it unpacked the answer', [UNSPECIFIED], 'too-much'],
  [
    'slurmdbd ended in the middle of its answer',
    [
      'sacct: error: slurm_persist_conn_open_without_init: failed to open persistent connection to host:localhost:6819: Connection refused',
      'sacct: error: Getting response to message type: DBD_GET_JOBS_COND',
      UNSPECIFIED,
    ],
    'away',
  ],
  ['the time is too wide', ['sacct: error: Too wide of a date range in query'], 'too-much'],
])('%s', (_, lines, kind) => {
  const end = { outcome: 'exited', exitCode: 1, signal: null, stderr: `${lines.join('\n')}\n` } as const;
  expect(findFailure(end, [])?.kind).toBe(kind);
});
