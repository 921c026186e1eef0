import { z } from 'zod';
import type { ValueType } from './value-type.ts';

const NUMBER = /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$/;

/** A number as text: its value, or the text itself when it is none. */
function numberFromText(text: string): number | string {
  const trimmed = text.trim();
  return NUMBER.test(trimmed) ? Number(trimmed) : text;
}

/** A whole number from `min` to `max`, both included. */
export function wholeNumber(min: number, max: number): ValueType<number> {
  return ofNumbers(z.int().min(min).max(max), `a whole number from ${min} to ${max}`);
}

/** A number from `min` to `max`, both included; fractions are fine. */
export function numberFrom(min: number, max: number): ValueType<number> {
  return ofNumbers(z.number().min(min).max(max), `a number from ${min} to ${max}`);
}

/** A number above `min` (which itself is too small) and up to `max`; fractions are fine. */
export function numberAbove(min: number, max: number): ValueType<number> {
  return ofNumbers(z.number().gt(min).max(max), `a number above ${min} and up to ${max}`);
}

function ofNumbers(schema: z.ZodType<number>, allowed: string): ValueType<number> {
  return { schema, allowed, fromText: numberFromText, fromFile: (value) => value, show: String };
}
