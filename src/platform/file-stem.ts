import { createHash } from 'node:crypto';

/** Longest encoded stem: leaves room for an ending and a staging suffix below the 255 bytes of most file systems. */
const LONGEST_STEM = 120;

/**
 * A name as the stem of a file name: bytes other than `a-z 0-9 _ -` and inner dots become `%XX`, so that no name can
 * reach another folder, hide itself or collide with another one. A stem that grows beyond 120 characters is cut and
 * gets `%-` and the first 32 hex digits of the name's SHA-256; `%-` occurs in no encoding. The empty name is `%`.
 */
export function encodeFileStem(name: string): string {
  if (name === '') return '%';
  let stem = '';
  for (const [index, byte] of Buffer.from(name, 'utf8').entries()) {
    const char = String.fromCharCode(byte);
    const plain = /[a-z0-9_-]/.test(char) || (char === '.' && index > 0);
    stem += plain ? char : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  if (stem.length <= LONGEST_STEM) return stem;
  return `${stem.slice(0, LONGEST_STEM - 34)}%-${createHash('sha256').update(name).digest('hex').slice(0, 32)}`;
}

/** The name that a stem stands for, whoever made it; null for one that was cut, and for what is no text in UTF-8. */
export function decodeFileStem(stem: string): string | null {
  if (stem === '%') return '';
  if (stem.includes('%-')) return null;
  try {
    return decodeURIComponent(stem);
  } catch {
    return null;
  }
}
