import { replaceUnshown } from '../domain/unshown-characters.ts';

/** Marks over and under one letter; more of them climb over the lines above and below. */
const MANY_MARKS = /(\p{M}{4})\p{M}+/gu;

/**
 * A text that no terminal obeys and no reader is deceived by: what replaceUnshown finds becomes `?`, and a letter keeps
 * four marks at most.
 */
export function plainText(text: string): string {
  return replaceUnshown(text, () => '?').replace(MANY_MARKS, '$1');
}
