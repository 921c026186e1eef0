import type { Argument, Command, Option } from 'commander';
import { examplesOf } from './command-examples.ts';
import { COMMON_OPTIONS } from './help-layout.ts';
import { optionText } from './option-text.ts';

/** What can be proposed for a value: nothing, some words, paths, or clusters of the root (and some words). */
export type Offer =
  | { readonly kind: 'nothing' | 'file' | 'folder' }
  | { readonly kind: 'words' | 'cluster'; readonly words: readonly string[] };

/** An option as completions and the manual need it. */
export type OptionFacts = {
  /** As it is typed, the short form first: `-h`, `--help`. */
  readonly names: readonly string[];
  /** The name of its value; null where it takes none. */
  readonly value: string | null;
  /** False: it can be given without the value. */
  readonly valueRequired: boolean;
  readonly text: string;
  /** True: every command takes it. */
  readonly isCommon: boolean;
  readonly offer: Offer;
};

/** An argument as completions and the manual need it. */
export type ArgumentFacts = {
  readonly name: string;
  readonly required: boolean;
  readonly text: string;
  readonly offer: Offer;
};

/** A command as `--help` shows it, as plain data. */
export type CommandFacts = {
  /** From the program on: `slurm-sb bloom stats`. */
  readonly path: string;
  readonly name: string;
  readonly text: string;
  /** The heading it stands under, without its colon. */
  readonly group: string;
  readonly options: readonly OptionFacts[];
  readonly arguments: readonly ArgumentFacts[];
  readonly commands: readonly CommandFacts[];
  readonly examples: readonly string[];
};

/** Reads a program of commander; hidden commands and options are left out. */
export function commandFacts(command: Command, parentPath = ''): CommandFacts {
  const help = command.createHelp();
  const path = `${parentPath} ${command.name()}`.trimStart();
  const visible = help.visibleCommands(command);
  const own = visible.filter((one) => command.commands.includes(one));
  const commands = visible.map((one) => {
    const facts = commandFacts(one, path);
    return own.includes(one) ? facts : helpFacts(facts, own);
  });
  return {
    path,
    name: command.name(),
    text: command.description(),
    group: command.helpGroup().replace(/:$/, ''),
    options: commonLast(help.visibleOptions(command).map(optionFacts)),
    arguments: command.registeredArguments.map(argumentFacts),
    commands,
    examples: examplesOf(command),
  };
}

/** commander's own `help [command]`. */
function helpFacts(facts: CommandFacts, commands: readonly Command[]): CommandFacts {
  const offer: Offer = { kind: 'words', words: commands.map((one) => one.name()) };
  return { ...facts, arguments: facts.arguments.map((argument) => ({ ...argument, offer })) };
}

function commonLast(options: readonly OptionFacts[]): OptionFacts[] {
  return options.toSorted((a, b) => Number(a.isCommon) - Number(b.isCommon));
}

function optionFacts(option: Option): OptionFacts {
  const takesValue = option.required || option.optional;
  const value = takesValue ? valueName(option.flags) : null;
  return {
    names: [option.short, option.long].filter((name) => name !== undefined),
    value,
    valueRequired: option.required,
    text: optionText(option),
    isCommon: option.helpGroupHeading === COMMON_OPTIONS || option.long === '--help',
    offer: optionOffer(option, value),
  };
}

function optionOffer({ argChoices, defaultValue, long }: Option, value: string | null): Offer {
  if (argChoices === undefined && long === '--cluster') {
    return { kind: 'cluster', words: typeof defaultValue === 'string' ? [defaultValue] : [] };
  }
  return offerOf(value, argChoices);
}

function argumentFacts(argument: Argument): ArgumentFacts {
  const { argChoices, description, defaultValue } = argument;
  const name = argument.name();
  const text = optionText({ description, argChoices, defaultValue });
  return { name, required: argument.required, text, offer: offerOf(name, argChoices) };
}

/** The name of a value says whether it is a path: `<dir>`, `<file>`. */
function offerOf(value: string | null, words: readonly string[] | undefined): Offer {
  if (words !== undefined) return { kind: 'words', words };
  if (value === 'file') return { kind: 'file' };
  return { kind: value === 'dir' ? 'folder' : 'nothing' };
}

function valueName(flags: string): string {
  return /[<[]([^>\]]+)[>\]]/.exec(flags)?.[1] ?? 'value';
}
