import { z } from 'zod';
import type { ValueType } from './value-type.ts';

const WORDS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['yes', true],
  ['on', true],
  ['1', true],
  ['false', false],
  ['no', false],
  ['off', false],
  ['0', false],
]);

/** true or false; also yes and no, on and off (which YAML 1.2 takes for text), 1 and 0. */
export function booleanValue(): ValueType<boolean> {
  const fromText = (text: string): unknown => WORDS.get(text.trim().toLowerCase()) ?? text;
  return {
    schema: z.boolean(),
    allowed: 'true or false',
    fromText,
    fromFile: (value) => WORDS.get(String(value).toLowerCase()) ?? value,
    show: String,
  };
}
