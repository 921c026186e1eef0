import { z } from 'zod';
import { hasControlCharacter } from '../../domain/user-name.ts';
import { type ValueType, yamlText } from './value-type.ts';

/** What a text must look like. */
export type TextRule = {
  /** To be read after "is not". */
  readonly allowed: string;
  readonly test: (text: string) => boolean;
  /** Applied before the test; blank ends are always cut off. */
  readonly fold?: (text: string) => string;
};

/** A text of one line that follows a rule; control characters are never good. */
export function textValue(rule: TextRule): ValueType<string> {
  const fold = (text: string): string => (rule.fold ?? String)(text.trim());
  return {
    schema: z.string().refine((text) => !hasControlCharacter(text) && rule.test(text)),
    allowed: rule.allowed,
    fromText: fold,
    fromFile: (value) => (typeof value === 'string' ? fold(value) : value),
    show: yamlText,
  };
}
