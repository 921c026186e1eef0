/** What prints as itself in every terminal; most texts are only that, and looking no further is quick. */
const PLAIN = /^[ -~]*$/;

/**
 * Characters that no screen is to be given: those that a terminal obeys (C0, DEL, C1), that turn the direction of
 * writing, that end a line, that have no width or no meaning, and halves of surrogate pairs. (Unicode categories
 * Cc, Cf, Zl, Zp, Cs, Co, Cn and the property Default_Ignorable_Code_Point.)
 */
const UNSHOWN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}\p{Default_Ignorable_Code_Point}]/gu;

/** True where a text holds characters that no screen is to be given. */
export function hasUnshown(text: string): boolean {
  return !PLAIN.test(text) && text.search(UNSHOWN) >= 0;
}

/** A text with each character that no screen is to be given replaced by what `by` makes of it. */
export function replaceUnshown(text: string, by: (character: string) => string): string {
  return PLAIN.test(text) ? text : text.replace(UNSHOWN, by);
}
