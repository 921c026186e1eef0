import type { CommandFacts, Offer } from './command-facts.ts';

/** An option or an argument of a command, and what can be proposed for its value. */
export type Slot = {
  /** The path of the command: `slurm-sb top`. */
  readonly path: string;
  /** An option's names; for an argument its place among the arguments, from 0 on. */
  readonly at: readonly (string | number)[];
  readonly offer: Offer;
};

/** All commands of a program, itself first, then each before its own commands. */
export function allCommands(command: CommandFacts): CommandFacts[] {
  return [command, ...command.commands.flatMap(allCommands)];
}

/** What the arguments of a program take, and those of its options that need a value. */
export function allSlots(program: CommandFacts): Slot[] {
  return allCommands(program).flatMap(({ path, options, arguments: args }) => [
    ...options.filter(({ valueRequired }) => valueRequired).map(({ names, offer }) => ({ path, at: names, offer })),
    ...args.map(({ offer }, index) => ({ path, at: [index], offer })),
  ]);
}

/** A path as a part of a shell function's name: `slurm_sb_bloom_stats`. */
export function functionName(path: string): string {
  return path.replace(/[^A-Za-z0-9]+/g, '_');
}

/** The first clause of what help says, for one line of a menu. */
export function briefText(text: string): string {
  return text.split(/; |: | \(/, 1)[0]!;
}

/** A text as one word of a POSIX shell or of fish. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
