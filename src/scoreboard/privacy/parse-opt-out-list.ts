import { parseUserName } from '../../domain/user-name.ts';

/**
 * The names of `config/optout.txt`: one a line, `#` begins a comment. Several in a line, with blanks or commas between
 * them, are several people, so that no way of writing them leaves somebody out. In any case and with a realm, as
 * accounting may have them.
 */
export function parseOptOutList(text: string): Set<string> {
  const words = text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .flatMap((line) => line.replace(/#.*/, '').split(/[\s,;]+/));
  return new Set(words.map(parseUserName).filter((name) => name !== null));
}
