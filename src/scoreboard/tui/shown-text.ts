import { plainText } from '../../platform/plain-text.ts';

/** A text from outside as a screen shows it: nothing that a terminal obeys or hides, and only ASCII without Unicode. */
export function shownText(text: string, unicode: boolean): string {
  const plain = plainText(text);
  return unicode ? plain : plain.replace(/[^ -~]/gu, '?');
}
