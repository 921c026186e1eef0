import { replaceUnshown } from '../domain/unshown-characters.ts';

/**
 * A value as one line of JSON that may be printed: characters that a terminal obeys or hides are written as `\uXXXX`,
 * which means the same to every reader of JSON.
 */
export function jsonText(value: unknown): string {
  return printableJson(JSON.stringify(value));
}

/** JSON on one line with the same meaning as the given, which may be printed. */
export function printableJson(json: string): string {
  return replaceUnshown(json, escaped);
}

function escaped(character: string): string {
  let text = '';
  for (let at = 0; at < character.length; at++) {
    text += `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`;
  }
  return text;
}
