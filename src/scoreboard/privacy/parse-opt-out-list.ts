import { parseUserName } from '../../domain/user-name.ts';

/**
 * The names of `config/optout.txt`: one a line, `#` begins a comment. Several in a line, with blanks or commas between
 * them, are several people, so that no way of writing them leaves somebody out. In any case and with a realm, as
 * accounting may have them.
 */
export function parseOptOutList(text: string): Set<string> {
  return new Set(
    wordsOf(text)
      .map(({ word }) => parseUserName(word))
      .filter((name) => name !== null),
  );
}

/** The line, from 1 on, of the first word that can be nobody's name, so that it hides nobody; null when there is none. */
export function lineOfNobody(text: string): number | null {
  return wordsOf(text).find(({ word }) => parseUserName(word) === null)?.line ?? null;
}

function wordsOf(text: string): { word: string; line: number }[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  return lines.flatMap((line, index) =>
    line
      .replace(/#.*/, '')
      .split(/[\s,;]+/)
      .filter((word) => word !== '')
      .map((word) => ({ word, line: index + 1 })),
  );
}
