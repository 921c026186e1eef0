import { sentence } from './command-entry.ts';
import { EXIT_MEANINGS } from './exit-meanings.ts';
import { item } from './man-page.ts';
import { bold, roffText } from './roff.ts';

/** Exit codes and what they mean, as lines of a manual page. */
export function exitItems(meanings: Readonly<Record<number, string>> = EXIT_MEANINGS): string[] {
  return Object.entries(meanings).flatMap(([code, meaning]) => item(bold(code), roffText(sentence(meaning))));
}
