import type { CommandFacts, Offer } from './command-facts.ts';
import { allCommands, allSlots, quoted, type Slot } from './completion-facts.ts';

/** Branches of the `case` commands in a program's completion for bash. */
export type BashBranches = {
  /** Of `PATH OPTION`: the option takes a value, and does so in all commands that have it. */
  readonly valued: string;
  /** Of `0 PATH COMMAND`: a command of that path. */
  readonly commands: string;
  /** Of `PATH PLACE`, the place being an option, a number of arguments or `-`: what to propose there. */
  readonly proposals: string;
};

/** Makes the branches; `fn` is the name of the program's shell function. */
export function bashBranches(program: CommandFacts, fn: string): BashBranches {
  const slots = allSlots(program);
  const paths = allCommands(program).map(({ path }) => path);
  const options = slots.flatMap(({ at }) => at.filter(isName).map((name) => `*${quoted(` ${name}`)}`));
  return {
    valued: branch([...new Set(options)], 'option=$word', 4),
    commands: branch(
      paths.slice(1).map((path) => quoted(`0 ${path}`)),
      'at+=" $word"',
      4,
    ),
    proposals: [...proposals(program, slots, fn)].map(([then, patterns]) => branch([...patterns], then, 2)).join('\n'),
  };
}

/** Patterns by what to do there. */
function proposals(program: CommandFacts, slots: readonly Slot[], fn: string): Map<string, Set<string>> {
  const patterns = new Map<string, Set<string>>();
  const add = (pattern: string, then: string): void => {
    patterns.set(then, (patterns.get(then) ?? new Set()).add(pattern));
  };
  for (const { path, commands, options, arguments: args } of allCommands(program)) {
    const names = wordsAre(options.flatMap((option) => option.names));
    if (options.length > 0) add(quoted(`${path} -`), names);
    if (commands.length > 0) add(quoted(`${path} 0`), wordsAre(commands.map(({ name }) => name)));
    else if (args.length === 0) add(quoted(`${path} 0`), names);
  }
  for (const { path, at, offer } of slots.filter((slot) => slot.offer.kind !== 'nothing')) {
    for (const one of at)
      add(isName(one) ? optionPattern(slots, path, one) : quoted(`${path} ${one}`), offerOf(offer, fn));
  }
  return patterns;
}

/** Where an option means the same in all commands that have it, the command does not matter. */
function optionPattern(slots: readonly Slot[], path: string, name: string): string {
  const offers = slots.filter(({ at }) => at.includes(name)).map(({ offer }) => JSON.stringify(offer));
  return new Set(offers).size === 1 ? `*${quoted(` ${name}`)}` : quoted(`${path} ${name}`);
}

function isName(place: string | number): place is string {
  return typeof place === 'string';
}

function branch(patterns: readonly string[], then: string, depth: number): string {
  const indent = ' '.repeat(4 * depth);
  if (patterns.length === 0) return `${indent}-) ;;`;
  return `${indent}${patterns.join(` | \\\n${indent}    `)})\n${indent}    ${then}\n${indent}    ;;`;
}

function offerOf(offer: Offer, fn: string): string {
  switch (offer.kind) {
    case 'nothing':
      return ':';
    case 'words':
      return wordsAre(offer.words);
    case 'file':
      return 'compopt -o default; return';
    case 'folder':
      return 'compopt -o dirnames; return';
    case 'cluster':
      return `words=$(${[`${fn}_clusters "$root"`, ...offer.words].join(' ')})`;
    default:
      return offer satisfies never;
  }
}

function wordsAre(words: readonly string[]): string {
  return `words=${quoted(words.join(' '))}`;
}
