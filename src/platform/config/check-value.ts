import { suggestWord } from './suggest-word.ts';
import type { ValueType } from './value-type.ts';

/** What is wrong with a value, or with one member of a list (`element`, from 0). */
export type ValueFault = { readonly text: string; readonly element: number | null };

/** A value checked: its final form, or everything that is wrong with it. */
export type ValueCheck =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly faults: readonly ValueFault[] };

/** Longest piece of a bad value that is quoted in an error, in characters. */
const LONGEST_QUOTE = 60;

/** A value as it was written: in a file, or as the text of a variable or a flag. */
export type GivenValue =
  | { readonly from: 'file'; readonly value: unknown; readonly home: string }
  | { readonly from: 'text'; readonly value: string; readonly home: string };

/** Reads and checks a value; `unit` is named in the text of what is wrong. */
export function checkValue(type: ValueType<unknown>, given: GivenValue, unit: string | null): ValueCheck {
  const value = given.from === 'file' ? type.fromFile(given.value, given.home) : type.fromText(given.value, given.home);
  const checked = type.schema.safeParse(value);
  if (checked.success) return { ok: true, value: checked.data };
  const { element } = type;
  const places = [...new Set(checked.error.issues.map((issue) => issue.path[0]))];
  if (element === undefined || !Array.isArray(value) || places.includes(undefined)) {
    return { ok: false, faults: [{ text: whatIsWrong(type, given.value, unit), element: null }] };
  }
  const written: readonly unknown[] = Array.isArray(given.value) ? given.value : value;
  const faults = places.map(Number).map((place) => ({
    text: whatIsWrong(element, written[place], null),
    element: place,
  }));
  return { ok: false, faults };
}

function whatIsWrong(type: ValueType<unknown>, value: unknown, unit: string | null): string {
  const allowed = unit === null ? type.allowed : `${type.allowed} (${unit})`;
  if (value === null) return `it has no value; it must be ${allowed}`;
  if (Array.isArray(value) && value.length === 0) return `the list is empty; it must be ${allowed}`;
  return `${quote(value)} is not ${allowed}${hint(type, value)}`;
}

function hint(type: ValueType<unknown>, value: unknown): string {
  const accepts = (other: unknown): boolean => type.schema.safeParse(other).success;
  if (typeof value === 'string') {
    const asText = type.fromText(value, '/');
    if (typeof asText === 'number' && accepts(asText)) return '; write it without quotes';
    const meant = suggestWord(value, type.choices ?? []);
    return meant === null ? '' : `; did you mean ${meant}?`;
  }
  const isPlain = typeof value === 'number' || typeof value === 'boolean';
  return isPlain && accepts(type.fromFile(String(value), '/')) ? '; write it in quotes' : '';
}

function quote(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'a map';
  if (typeof value !== 'string') return String(value);
  const short = value.length > LONGEST_QUOTE ? `${value.slice(0, LONGEST_QUOTE)}…` : value;
  // JSON leaves DEL and the C1 control characters as they are; a terminal would obey them.
  return JSON.stringify(short).replace(/[\u007f-\u009f]/g, '?');
}
