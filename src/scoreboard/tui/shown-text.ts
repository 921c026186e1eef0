import { plainText } from '../../platform/plain-text.ts';

/** What terminals do not show, or each in its own way: separators of lines, characters without width or meaning. */
const UNSHOWN = /[\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}\p{Default_Ignorable_Code_Point}]/gu;

/** A text from outside as a screen shows it: nothing that a terminal obeys or hides, and only ASCII without Unicode. */
export function shownText(text: string, unicode: boolean): string {
  const plain = plainText(text).replace(UNSHOWN, '?');
  return unicode ? plain : plain.replace(/[^ -~]/gu, '?');
}
