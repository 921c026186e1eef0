import { parseUserName } from '../../domain/user-name.ts';

/**
 * The names of `config/optout.txt`: one a line, `#` begins a comment. Several in a line, with blanks, commas or
 * quotes between them, are several people, so that no way of writing them leaves somebody out. In any case and with a
 * realm, as accounting may have them.
 */
export function parseOptOutList(text: string): Set<string> {
  return new Set(
    wordsOf(text)
      .map(({ word }) => parseUserName(word))
      .filter((name) => name !== null),
  );
}

/**
 * Patterns, lists and paths of whoever wrote more than names. A name with such a character would be hidden all the same;
 * `\` and `$` are in names of domains and machines.
 */
const NO_NAME = /^-|\.$|[*?()[\]{}<>|&!:=/^%~]/;

/** The line, from 1 on, of the first word that can hardly be anybody's name, so that it hides nobody; null: none is. */
export function lineOfNobody(text: string): number | null {
  return wordsOf(text).find(({ word }) => parseUserName(word) === null || NO_NAME.test(word))?.line ?? null;
}

function wordsOf(text: string): { word: string; line: number }[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  return lines.flatMap((line, index) =>
    line
      .replace(/#.*/, '')
      .split(/[\s,;"'`]+/)
      .filter((word) => word !== '')
      .map((word) => ({ word, line: index + 1 })),
  );
}
