import { plainText } from './plain-text.ts';

/** A text as Markdown that is nothing but this text: what would be markup is escaped. */
export function markdownText(text: string): string {
  return plainText(text)
    .replace(/[\\`*_[\]|~]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
