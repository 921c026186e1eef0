/** A call of sacct that asked for jobs. */
export type SacctCall = {
  /** When it began, in epoch seconds. */
  readonly at: number;
  /** Its greatest resident memory. */
  readonly kb: number;
  readonly seconds: number;
  readonly exitCode: number;
  readonly args: readonly string[];
};

/** What fixtures/bin/sacct-measured wrote; lines in which GNU's time tells of an end that is none of 0 are left out. */
export function sacctCalls(text: string): SacctCall[] {
  const lines = text.split('\n').map((line) => line.split(' '));
  return lines.flatMap(([at, kb, seconds, exitCode, program, ...args]) =>
    program === 'sacct'
      ? [{ at: Number(at), kb: Number(kb), seconds: Number(seconds), exitCode: Number(exitCode), args }]
      : [],
  );
}

/** The arguments of one call for all the time that calls of the same questions asked for. */
export function asOneCall(calls: readonly SacctCall[]): string[] {
  const [first] = calls;
  if (first === undefined) throw new Error('no call was made');
  const ends = (flag: string): number[] =>
    calls.map(({ args }) => Number(args[args.indexOf(flag) + 1]?.slice('uts'.length)));
  const args = [...first.args];
  args[args.indexOf('-S') + 1] = `uts${Math.min(...ends('-S'))}`;
  args[args.indexOf('-E') + 1] = `uts${Math.max(...ends('-E'))}`;
  return args;
}
