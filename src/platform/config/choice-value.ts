import { z } from 'zod';
import { type ValueType, yamlText } from './value-type.ts';

/** One of a closed list of words or numbers; upper and lower case of a word do not matter. */
export function choiceValue<const T extends string | number>(choices: readonly T[]): ValueType<T> {
  const byFoldedText = new Map(choices.map((choice) => [String(choice).toLowerCase(), choice]));
  const fromText = (text: string): unknown => byFoldedText.get(text.trim().toLowerCase()) ?? text;
  const wordsOnly = choices.every((choice) => typeof choice === 'string');
  return {
    schema: z.literal([...choices]) as unknown as z.ZodType<T>,
    allowed: choices.length === 2 ? choices.join(' or ') : `one of ${choices.join(', ')}`,
    fromText,
    fromFile: (value) => (wordsOnly && typeof value === 'string' ? fromText(value) : value),
    show: (value) => (typeof value === 'string' ? yamlText(value) : String(value)),
    choices: choices.map(String),
  };
}
