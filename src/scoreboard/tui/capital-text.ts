/** A word with a capital. */
export function capitalText(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
