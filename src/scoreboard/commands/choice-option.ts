import { Argument, Option } from 'commander';
import { chooseWord } from '../leaderboards/choose-word.ts';

/** An option or argument that takes one of some words. */
export type Choice = {
  /** What it is about; help adds the words and the default. */
  readonly says: string;
  readonly words: readonly string[];
  /** The word when none is given. */
  readonly usual?: string;
};

/**
 * An option whose value is one of some words, upper and lower case alike: checked when the command line is read
 * (KnownError, exit 2, that lists them), shown by help and manual, offered by completions.
 */
export function choiceOption(flags: string, { says, words, usual }: Choice): Option {
  const option = new Option(flags, says).choices(words);
  option.argParser((text) => chooseWord({ option: option.long ?? flags, text, words }));
  return usual === undefined ? option : option.default(usual);
}

/** The same as an argument, `<shell>`. */
export function choiceArgument(name: string, { says, words }: Choice): Argument {
  const argument = new Argument(name, says).choices(words);
  return argument.argParser((text) => chooseWord({ option: argument.name(), text, words }));
}
