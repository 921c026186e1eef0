import { isAbsolute, join, resolve } from 'node:path';
import { z } from 'zod';
import { hasControlCharacter } from '../../domain/user-name.ts';
import { type ValueType, yamlText } from './value-type.ts';

/**
 * A path of a file or folder. `~` and `~/…` are the home folder. In a file it must be absolute, because nobody knows
 * from where the program will be started; in a variable or a flag it may be relative to the working directory.
 */
export function pathValue(): ValueType<string> {
  return {
    schema: z.string().refine((path) => isAbsolute(path) && !hasControlCharacter(path)),
    allowed: 'an absolute path (or one that begins with ~/)',
    fromText: (text, home) => (text.trim() === '' ? text : resolve(fromHome(text, home))),
    fromFile: (value, home) => (typeof value === 'string' ? tidy(fromHome(value, home)) : value),
    show: yamlText,
  };
}

/** A program: a bare name that is looked up on PATH, or a path. */
export function programValue(): ValueType<string> {
  const path = pathValue();
  const bare = /^[\w.+-]+$/;
  return {
    ...path,
    schema: z.string().refine((text) => bare.test(text) || path.schema.safeParse(text).success),
    allowed: 'the name of a program on PATH or its absolute path',
    fromText: (text, home) => (bare.test(text.trim()) ? text.trim() : path.fromText(text, home)),
  };
}

function fromHome(path: string, home: string): string {
  return path === '~' || path.startsWith('~/') ? join(home, path.slice(1)) : path;
}

function tidy(path: string): string {
  return isAbsolute(path) ? resolve(path) : path;
}
