import type { ArgumentFacts, CommandFacts, OptionFacts } from './command-facts.ts';
import { example, item, paragraph } from './man-page.ts';
import { bold, italic, markedText } from './roff.ts';

/** A command of a program with its arguments, its own options and its examples, as lines of a manual page. */
export function commandEntry({ path, text, arguments: args, options, examples }: CommandFacts): string[] {
  const [, ...words] = path.split(' ');
  const own = options.filter(({ isCommon }) => !isCommon);
  const tag = [bold(words.join(' ')), ...(own.length > 0 ? ['[options]'] : []), ...args.map(argumentTag)].join(' ');
  return item(tag, markedText(sentence(text)), [
    ...args.flatMap(argumentItem),
    ...own.flatMap(optionItem),
    ...(examples.length === 0 ? [] : [...paragraph('Examples:'), ...example(examples)]),
  ]);
}

/** An option and what it does. */
export function optionItem({ names, value, valueRequired, text }: OptionFacts): string[] {
  const shown = value === null ? '' : valueRequired ? ` ${italic(value)}` : ` [${italic(value)}]`;
  const tag = `${names.map(bold).join(', ')}${shown}`;
  return item(tag, markedText(sentence(text)));
}

/** What help says in passing as a sentence: a capital in front, a period at the end. */
export function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;
}

function argumentItem(argument: ArgumentFacts): string[] {
  return argument.text === '' ? [] : item(italic(argument.name), markedText(sentence(argument.text)));
}

function argumentTag({ name, required }: ArgumentFacts): string {
  return required ? italic(name) : `[${italic(name)}]`;
}
