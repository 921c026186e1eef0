import { suggestWord } from '../../platform/config/suggest-word.ts';
import { EXIT } from '../../platform/exit-codes.ts';
import { KnownError } from '../../platform/known-error.ts';

/** What a person chose where only some words are good. */
export type WordChoice<T extends string> = {
  /** The option, as it is written. */
  readonly option: string;
  readonly text: string;
  readonly words: readonly T[];
};

/** The word among `words` that a text names, upper and lower case alike. Throws KnownError (exit 2) that lists them. */
export function chooseWord<T extends string>({ option, text, words }: WordChoice<T>): T {
  const chosen = words.find((word) => word.toLowerCase() === text.toLowerCase());
  if (chosen !== undefined) return chosen;
  const meant = suggestWord(text, words);
  const hint = meant === null ? '' : ` (did you mean ${meant}?)`;
  throw new KnownError(`${option} ${JSON.stringify(text)}: choose one of ${words.join(', ')}${hint}`, EXIT.usage);
}
