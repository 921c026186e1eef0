import { describe, expect, it } from 'vitest';
import { asOneCall, sacctCalls } from '../../bench/sacct-calls.ts';

const NOTED = `1795794481.25 114732 3.53 0 sacct -a -n -S uts100 -E uts200 -o JobID,End
Command exited with non-zero status 1
1795794485.5 300000 12 1 sacct -a -n -S uts200 -E uts400 -o JobID,End
1795794498 4488 0.1 0 sacct -a -n -S uts50 -E uts60 -o JobID,End
`;

describe('calls of sacct', () => {
  it('are read with their arguments, those that failed too', () => {
    const calls = sacctCalls(NOTED);
    expect(calls.map(({ at, kb, seconds, exitCode }) => [at, kb, seconds, exitCode])).toEqual([
      [1795794481.25, 114732, 3.53, 0],
      [1795794485.5, 300000, 12, 1],
      [1795794498, 4488, 0.1, 0],
    ]);
    expect(calls[1]?.args).toEqual(['-a', '-n', '-S', 'uts200', '-E', 'uts400', '-o', 'JobID,End']);
  });

  it('make one call from the earliest time to the latest', () => {
    expect(asOneCall(sacctCalls(NOTED))).toEqual(['-a', '-n', '-S', 'uts50', '-E', 'uts400', '-o', 'JobID,End']);
    expect(() => asOneCall([])).toThrow('no call was made');
  });
});
