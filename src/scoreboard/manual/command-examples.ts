import type { Command } from 'commander';

const EXAMPLES = Symbol('examples');

type Exemplified = Command & { [EXAMPLES]?: readonly string[] };

/** Keeps a command's examples, command lines as they are typed, beside it: for `--help` and for the manual. */
export function setExamples(command: Command, examples: readonly string[]): void {
  (command as Exemplified)[EXAMPLES] = examples;
}

/** The examples of a command; none when none were set. */
export function examplesOf(command: Command): readonly string[] {
  return (command as Exemplified)[EXAMPLES] ?? [];
}
