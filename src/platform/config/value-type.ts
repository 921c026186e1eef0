import type { z } from 'zod';

/** What a value may be: how it is read from a file or from text, checked, written and described. */
export type ValueType<T> = {
  /** Decides what is good and gives it its final form. */
  readonly schema: z.ZodType<T>;
  /** What is allowed, to be read after "is not": `a whole number from 1 to 60`. */
  readonly allowed: string;
  /** What a file would hold for the text of a variable or a flag; text that does not fit comes back as it is. */
  readonly fromText: (text: string, home: string) => unknown;
  /** A file's value before it is checked: folded case, `~` in paths, words for booleans. */
  readonly fromFile: (value: unknown, home: string) => unknown;
  /** The value as YAML; the empty text for null. (A method, so that types of different values fit one table.) */
  show(value: T): string;
  /** The good words, where there is a closed list of them. */
  readonly choices?: readonly string[];
  /** What the members of a list may be. */
  readonly element?: ValueType<unknown>;
};

const PLAIN = /^[A-Za-z/][\w./-]*$/;
const WORDS_WITH_MEANING = /^(?:true|false|null|yes|no|on|off)$/i;

/** A text as a YAML scalar: plain where that is safe, else in double quotes. */
export function yamlText(text: string): string {
  return PLAIN.test(text) && !WORDS_WITH_MEANING.test(text) ? text : JSON.stringify(text);
}
