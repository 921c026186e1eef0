import { z } from 'zod';
import type { ValueType } from './value-type.ts';

/** What a list must look like beyond its members. */
export type ListRule = {
  /** To be read after "is not": `a list of cluster names`. */
  readonly allowed: string;
  /** Fewest members. */
  readonly min?: number;
  /** Members may hold commas: a file must then write a real list. */
  readonly commas?: true;
};

/**
 * A list without repetitions. In variables and flags, and in files for members that can hold no comma, it may be one
 * text with commas between the members. Members of a closed list of words come in that list's order.
 */
export function listValue<T>(element: ValueType<T>, rule: ListRule): ValueType<readonly T[]> {
  const min = rule.min ?? 0;
  const fromText = (text: string, home: string): unknown[] => members(text).map((one) => element.fromText(one, home));
  return {
    schema: z.array(element.schema).min(min).transform(tidyOrder(element)),
    allowed: rule.allowed,
    fromText,
    fromFile: (value, home) => {
      if (typeof value === 'string' && rule.commas === undefined) return fromText(value, home);
      return Array.isArray(value) ? value.map((one) => element.fromFile(one, home)) : value;
    },
    show: (values) => `[${values.map((value) => element.show(value)).join(', ')}]`,
    element,
  };
}

function members(text: string): string[] {
  return text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

function tidyOrder<T>({ choices }: ValueType<T>): (values: readonly T[]) => readonly T[] {
  const place = (value: T): number => choices?.indexOf(String(value)) ?? 0;
  return (values) => [...new Set(values)].sort((a, b) => place(a) - place(b));
}
