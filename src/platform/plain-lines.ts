import { plainText } from './plain-text.ts';

/** Lines of text that no terminal obeys (see {@link plainText}); the line ends stay. */
export function plainLines(text: string): string {
  return text.split('\n').map(plainText).join('\n');
}
